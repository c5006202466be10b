import { isReady } from '../policy/condition.js';
import { titleOf } from '../runbook/runbook.js';
import type { Replica } from '../stack/replica.js';
import { countedReplicas } from '../stack/stack.js';
import type { ContainerDetails } from './containerDetails.js';
import { known, type Observations } from './observations.js';
import type { Remedy } from './remedy.js';

/** What rules ask of the service that a diagnosis is of. */

type Subject = Pick<Observations, 'service' | 'runbook' | 'containers' | 'stack'>;

const titleHere = ({ runbook, service }: Subject): string => titleOf(runbook, service.name);

export const readyReplicas = ({ service }: Subject): readonly Replica[] => service.replicas.filter(isReady);

export const detailsOf = ({ containers }: Subject, replica: Replica): ContainerDetails | undefined =>
  known(containers)?.get(replica.containerId);

/** Ended when it should run, or about to be tried again. */
export const hasEnded = ({ state, exitCode }: Replica): boolean =>
  state === 'restarting' || state === 'dead' || (state === 'exited' && exitCode !== 0);

const named = (seen: Subject): { readonly service: string; readonly title: string } => ({
  service: seen.service.name,
  title: titleHere(seen),
});

export const openLogs = (seen: Subject): Remedy => ({ remedy: 'open-logs', ...named(seen) });
export const restart = (seen: Subject): Remedy => ({ remedy: 'restart', ...named(seen) });
export const explain = (seen: Subject): Remedy => ({ remedy: 'explain', ...named(seen) });

export const inspect = (replica: Replica): Remedy => ({
  remedy: 'inspect',
  replicaId: replica.id,
  name: replica.name,
});

/** Undefined where that is no change, or leaves none. */
export function scaleTo(seen: Subject, to: number): Remedy | undefined {
  const from = countedReplicas(seen.service).length;
  return to === from || to < 1 ? undefined : { remedy: 'scale', ...named(seen), from, to };
}

export const present = <T>(items: readonly (T | undefined)[]): readonly T[] =>
  items.filter((item) => item !== undefined);
