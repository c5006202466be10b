import type { Necessity } from './check.js';
import type { CheckVerdict } from './checkVerdict.js';
import { plannedOf } from './plannedOf.js';
import { overallVerdict, type Verification, type VerificationItem } from './verificationRun.js';

/** How many checks there are, and what came of them; `unknown` are those that were not made as well. */
export interface Tally {
  readonly total: number;
  readonly pass: number;
  readonly fail: number;
  readonly unknown: number;
}

/** What a verification comes to, without its evidence. */
export interface VerificationSummary {
  readonly verificationId: string;
  readonly verdict: CheckVerdict;
  readonly required: Tally;
  readonly recommended: Tally;
}

export const summaryOf = (verification: Pick<Verification, 'id' | 'checks'>): VerificationSummary => ({
  verificationId: verification.id,
  verdict: overallVerdict(verification),
  required: tally(verification.checks, 'required'),
  recommended: tally(verification.checks, 'recommended'),
});

function tally(items: readonly VerificationItem[], necessity: Necessity): Tally {
  const verdicts = items
    .filter((item) => plannedOf(item).necessity === necessity)
    .map((item) => (item.phase === 'made' ? item.check.verdict : 'unknown'));
  const of = (verdict: CheckVerdict): number => verdicts.filter((each) => each === verdict).length;
  return { total: verdicts.length, pass: of('pass'), fail: of('fail'), unknown: of('unknown') };
}
