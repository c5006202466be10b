import type { Flow } from '../../runbook/verificationPolicy.js';
import type { Finding } from '../check.js';
import { couldNotTell } from '../finding.js';
import type { Names } from '../flow/fillStep.js';
import type { StepTried } from '../flow/flowAnswer.js';

/** One step that was tried, with the names that its expectation was filled with. */
export interface StepSeen {
  readonly tried: StepTried;
  readonly names: Names;
}

/** Kind `flow`. `seen` are the steps in order, as far as the flow came. */
export function judgeFlow(flow: Flow, seen: readonly StepSeen[]): Finding {
  return couldNotTell({ reason: 'too-few', have: seen.length, needed: flow.steps.length });
}
