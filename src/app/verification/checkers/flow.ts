import { couldNotTell } from '../../../core/verification/finding.js';
import type { Names } from '../../../core/verification/flow/fillStep.js';
import { judgeFlow, type StepSeen } from '../../../core/verification/judge/flow.js';
import type { Checker } from '../checker.js';
import { newNames } from '../newNames.js';
import { tryStep } from '../tryStep.js';

/** Goes through a flow of the runbook, as far as it goes. */
export const checkFlow: Checker = async ({ id }, ground, signal) => {
  const flow = ground.about.runbook.verification.flows.find((each) => id === `flow/${each.id}`);
  if (!flow) return couldNotTell({ reason: 'not-told-how', key: 'flows' });
  const seen: StepSeen[] = [];
  let names: Names = newNames();
  for (const step of flow.steps) {
    const done = await tryStep(ground, step, names, signal);
    seen.push({ tried: done.tried, names });
    if (!done.names) break;
    names = done.names;
  }
  return judgeFlow(flow, seen);
};
