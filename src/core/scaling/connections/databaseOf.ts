import { titleOf, type PostgresServer, type Runbook } from '../../runbook/runbook.js';
import type { Replica } from '../../stack/replica.js';
import { countedReplicas, type Service, type Stack } from '../../stack/stack.js';
import { fail, ok, type Result } from '../../../util/result.js';
import type { LimitProblem } from './limitProblem.js';

/** The one database of a stack, as its runbook names it. */
export interface Database {
  readonly server: PostgresServer;
  readonly service: Service;
  /** What people call it. */
  readonly title: string;
  readonly replica: Replica;
}

/** Of several replicas each has settings of its own, so that there is no one limit. One that does not run can be asked for nothing. */
export function databaseOf(stack: Stack, runbook: Runbook): Result<Database, LimitProblem> {
  const found = databaseIn(stack, runbook);
  return found.ok && found.value.replica.state !== 'running'
    ? fail({ problem: 'not-running', service: found.value.service.name })
    : found;
}

/** The same, whether it runs or not. */
export function databaseIn(stack: Stack, runbook: Runbook): Result<Database, LimitProblem> {
  const { postgres: server } = runbook;
  if (!server) return fail({ problem: 'no-database' });
  if (stack.kind === 'swarm') return fail({ problem: 'swarm' });
  const service = stack.services.find(({ name }) => name === server.service);
  const replicas = service ? countedReplicas(service) : [];
  if (replicas.length > 1) return fail({ problem: 'several-replicas', replicas: replicas.length });
  const [replica] = replicas;
  if (!service || !replica) return fail({ problem: 'not-running', service: server.service });
  return ok({ server, service, title: titleOf(runbook, service.name), replica });
}

/** It does not run, or ends again and again, and starting it anew is what could help. */
export const isDown = ({ state, restarts, health }: Replica): boolean =>
  state === 'exited' ||
  state === 'dead' ||
  state === 'restarting' ||
  (state === 'running' && restarts > 0 && health !== 'healthy');
