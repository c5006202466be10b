import { halvingStep } from '../../policy/target/halvingStep.js';
import { rungStep } from '../../policy/target/rungStep.js';

/**
 * The counts on the way from one to the other, the last one included: up by the runbook's rungs, down by halves. "Don't jump from 3 to 50",
 * and "reduce by 50 %".
 */
export function gradualCounts(from: number, to: number, rungs: readonly number[]): readonly number[] {
  const counts: number[] = [];
  for (let present = from; present !== to;) {
    present = to > present ? rungStep(present, to, rungs) : halvingStep(present, to);
    counts.push(present);
  }
  return counts;
}
