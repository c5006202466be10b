import { runbookService, type Runbook } from '../runbook/runbook.js';
import type { ReplicaLimits } from '../stack/replica.js';
import { countedReplicas, type Stack } from '../stack/stack.js';
import {
  at,
  mapOf,
  textOf,
  withDefaults,
  type ComposeFile,
  type ComposeMap,
  type ComposeValue,
} from './composeFile.js';
import { isStateful } from './stateful.js';

/** What a service's `deploy` section could be. Parts that the file has already are left out. */
export interface DeployProposal {
  readonly service: string;
  readonly replicas: number | undefined;
  readonly limits: ReplicaLimits;
  readonly reservedBytes: number | undefined;
  readonly restart:
    { readonly condition: 'any' | 'on-failure' | 'none'; readonly attempts: number | undefined } | undefined;
  /** New tasks before old ones; only where two may run side by side. */
  readonly updateOrder: 'start-first' | 'stop-first' | undefined;
  /** Label of the node that keeps its data. */
  readonly nodeLabel: string | undefined;
}

/** One for each service of the file, from the runbook's counts and the limits of what runs now. */
export function deployProposals(file: ComposeFile, stack: Stack, runbook: Runbook): readonly DeployProposal[] {
  return Object.entries(file.services).map(([name, service]) => proposalFor(name, service, stack, runbook));
}

function proposalFor(name: string, service: ComposeMap, stack: Stack, runbook: Runbook): DeployProposal {
  const deploy = mapOf(at(service, 'deploy'));
  const present = (key: string): boolean => at(deploy, key) !== undefined;
  const live = stack.services.find((other) => other.name === name);
  const replicas = live ? countedReplicas(live) : [];
  const stated = mapOf(at(mapOf(at(deploy, 'resources')), 'limits'));
  const running = replicas.at(-1)?.limits;
  const limits: ReplicaLimits = {
    cpus: at(stated, 'cpus') === undefined ? running?.cpus : undefined,
    memoryBytes: at(stated, 'memory') === undefined ? running?.memoryBytes : undefined,
  };
  const entry = runbookService(runbook, name);
  const isKeeper = isStateful(name, service);
  const isGlobal = textOf(at(deploy, 'mode')) === 'global';
  const reserved = at(mapOf(at(mapOf(at(deploy, 'resources')), 'reservations')), 'memory');
  return {
    service: name,
    replicas: isGlobal ? undefined : isKeeper ? 1 : (entry?.baseline ?? Math.max(1, replicas.length)),
    limits,
    reservedBytes:
      reserved === undefined ? reservationOf(running?.memoryBytes, entry?.memoryPerReplicaBytes) : undefined,
    restart: present('restart_policy') ? undefined : restartOf(at(service, 'restart')),
    updateOrder: present('update_config') ? undefined : isKeeper ? 'stop-first' : 'start-first',
    nodeLabel: isKeeper && !present('placement') ? labelOf(stack.name, name) : undefined,
  };
}

/** A task cannot use more than its limit, whatever the runbook says it needs. */
function reservationOf(limit: number | undefined, need: number | undefined): number | undefined {
  if (limit === undefined || need === undefined) return limit ?? need;
  return Math.min(limit, need);
}

function restartOf(value: ComposeValue | undefined): DeployProposal['restart'] {
  if (value === undefined) return undefined;
  const [word = '', attempts] = withDefaults(textOf(value)).split(':');
  if (word === 'always' || word === 'unless-stopped') return { condition: 'any', attempts: undefined };
  if (word === 'on-failure')
    return { condition: 'on-failure', attempts: /^[1-9]\d{0,5}$/.test(attempts ?? '') ? Number(attempts) : undefined };
  return { condition: 'none', attempts: undefined };
}

const labelOf = (stack: string, service: string): string =>
  `${stack}.${service}`.replace(/[^\w.-]/g, '-').slice(0, 100);
