import type { Profile, Runbook } from '../../runbook/runbook.js';
import type { Stack } from '../../stack/stack.js';
import { baselineCounts } from './baselineCounts.js';
import type { OperationRequest } from './operationRequest.js';

const baselineId = 'baseline';

/** A stack's profiles: the runbook's, and last the baseline that they are left for, unless the runbook has one of that id. */
export function profilesOf(stack: Stack, runbook: Runbook): readonly Profile[] {
  const counts = baselineCounts(stack, runbook);
  if (!counts || runbook.profiles.some(({ id }) => id === baselineId)) return runbook.profiles;
  return [...runbook.profiles, { id: baselineId, title: 'Baseline', counts, restart: [] }];
}

/** The baseline is called what it is called everywhere else. */
export function profileRequest({ id, title, counts, restart }: Profile, stackId: string): OperationRequest {
  return id === baselineId
    ? { kind: 'baseline', stackId, counts, restart }
    : { kind: 'profile', purpose: title, stackId, counts, restart };
}
