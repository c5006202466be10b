import { limitsOf, runbookService, type Runbook } from '../../runbook/runbook.js';
import type { Service } from '../../stack/stack.js';

/** How many replicas there should be: as last set here, else as a Swarm was told, else anything that the runbook allows. */
export type Wanted =
  | { readonly by: 'operation' | 'swarm'; readonly count: number }
  | { readonly by: 'runbook'; readonly min: number; readonly max: number }
  | { readonly by: 'nobody' };

/** A count of a Swarm that the runbook does not allow is nobody's wish: the runbook's limits hold. A job has no count to keep. */
export function wantedFor({ name, swarm }: Service, runbook: Runbook, lastSet: number | undefined): Wanted {
  if (lastSet !== undefined) return { by: 'operation', count: lastSet };
  const limits = runbookService(runbook, name) && limitsOf(runbook, name);
  const count = swarm?.mode === 'job' ? undefined : swarm?.wanted;
  const isAllowed = count !== undefined && (!limits || (limits.min <= count && count <= limits.max));
  if (isAllowed) return { by: 'swarm', count };
  return limits ? { by: 'runbook', min: limits.min, max: limits.max } : { by: 'nobody' };
}
