import type { Flow, FlowStep } from '../../runbook/verificationPolicy.js';
import type { CheckProblem, Finding } from '../check.js';
import { factOf, type Fact } from '../fact.js';
import { findingOf } from '../finding.js';
import { unmetBy } from '../flow/examine.js';
import type { Names } from '../flow/fillStep.js';
import type { StepTried } from '../flow/flowAnswer.js';

/** One step that was tried, with the names that its expectation was filled with. */
export interface StepSeen {
  readonly tried: StepTried;
  readonly names: Names;
}

/** Kind `flow`: every step was answered as expected. `seen` are the steps in order, as far as the flow came. */
export function judgeFlow({ steps }: Pick<Flow, 'steps'>, seen: readonly StepSeen[]): Finding {
  const facts = steps.map((step, index) => stepFact(step, seen[index]));
  return findingOf(facts, whyNot(seen, steps.length));
}

/** Of a step: how long it took, waits included, and what was not as expected. */
export function stepFact(step: FlowStep, seen: StepSeen | undefined): Fact {
  if (!seen) return factOf(step.title, 'unknown', { unit: 'ms' });
  const { tried, names } = seen;
  if (tried.got !== 'answer') {
    return factOf(step.title, tried.got === 'nothing' ? 'unknown' : 'fail', { unit: 'ms', said: tried.said });
  }
  const { answer, waitedMs } = tried;
  const unmet = unmetBy(answer, step.expect, names);
  const value = step.untilMs > 0 ? waitedMs : answer.durationMs;
  if (unmet.length === 0) return factOf(step.title, 'pass', { value, unit: 'ms' });
  const said = [unmet.join('; '), answer.text.slice(0, 300)].filter((text) => text.trim() !== '').join(': ');
  return factOf(step.title, 'fail', { value, unit: 'ms', said });
}

/** Why steps that nobody saw fail are not known to be well. */
export function whyNot(seen: readonly StepSeen[], needed: number): CheckProblem {
  const unsent = seen.find(({ tried }) => tried.got === 'nothing')?.tried;
  return unsent?.got === 'nothing'
    ? { reason: 'unreachable', detail: unsent.said }
    : { reason: 'too-few', have: seen.length, needed };
}
