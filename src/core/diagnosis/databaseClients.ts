import { connectionsWith } from '../policy/connectionsOf.js';
import type { Connections } from '../policy/target/connectionRoom.js';
import { runbookService, type RunbookService } from '../runbook/runbook.js';
import { countedReplicas } from '../stack/stack.js';
import type { DatabaseLimit } from '../scaling/connections/databaseLimit.js';
import type { Observations } from './observations.js';

/** Who opens connections to the database, as the runbook says: the diagnosed service, or, of the database itself, its largest client. */
export interface DatabaseClient {
  readonly entry: RunbookService;
  readonly replicas: number;
  readonly perReplica: number;
}

/** Undefined where the runbook tells of no pool of it. */
export function databaseClient({ runbook, service, stack }: Observations): DatabaseClient | undefined {
  const own = clientOf(runbookService(runbook, service.name));
  if (own || service.name !== runbook.postgres?.service) return own;
  return runbook.services
    .flatMap((entry) => clientOf(entry) ?? [])
    .sort((a, b) => b.replicas * b.perReplica - a.replicas * a.perReplica)[0];

  function clientOf(entry: RunbookService | undefined): DatabaseClient | undefined {
    const perReplica = entry?.connectionsPerReplica ?? 0;
    const found = stack.services.find(({ name }) => name === entry?.name);
    return entry && found && perReplica > 0
      ? { entry, replicas: countedReplicas(found).length, perReplica }
      : undefined;
  }
}

/** It opens connections itself, or is the database that they are opened to. */
export const usesDatabase = ({ runbook, service }: Observations): boolean =>
  service.name === runbook.postgres?.service || (runbookService(runbook, service.name)?.connectionsPerReplica ?? 0) > 0;

export const connectionsNow = (
  { runbook }: Observations,
  { entry }: DatabaseClient,
  { limit, foreign }: DatabaseLimit,
): Connections | undefined => connectionsWith(runbook, entry, { limit, foreign });
