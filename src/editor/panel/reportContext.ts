import { runbookFor } from '../../core/runbook/bundledRunbook.js';
import type { LiveState } from '../../core/live/liveState.js';
import { emptySnapshot, findStack } from '../../core/stack/stack.js';
import type { Verification } from '../../core/verification/verificationRun.js';
import type { ReportContext } from '../../view/verification/markdownReport.js';

/** What the live state knows beside a verification. */
export function reportContext({ request }: Verification, state: LiveState): ReportContext {
  const stack = findStack(state.snapshot ?? emptySnapshot, request.stackId);
  return {
    operation: state.operations.find(({ id }) => id === request.operation),
    runbook: stack && runbookFor(stack, state.runbooks),
  };
}
