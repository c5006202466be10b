import { limitsOf, runbookService, type Runbook } from '../../runbook/runbook.js';

/** How many replicas there should be: as last set here, else anything that the runbook allows. */
export type Wanted =
  | { readonly by: 'operation'; readonly count: number }
  | { readonly by: 'runbook'; readonly min: number; readonly max: number }
  | { readonly by: 'nobody' };

export function wantedFor(service: string, runbook: Runbook, lastSet: number | undefined): Wanted {
  if (lastSet !== undefined) return { by: 'operation', count: lastSet };
  const limits = runbookService(runbook, service) && limitsOf(runbook, service);
  return limits ? { by: 'runbook', min: limits.min, max: limits.max } : { by: 'nobody' };
}
