import type { CheckVerdict } from '../../core/verification/checkVerdict.js';
import { plannedOf } from '../../core/verification/plannedOf.js';
import type { Verification } from '../../core/verification/verificationRun.js';
import { summaryOf, type Tally, type VerificationSummary } from '../../core/verification/verificationSummary.js';
import { count, list } from '../figures.js';
import { oneLine } from '../markdown.js';

const namedServices = 3;

/** What it is about, as people call it: the stack, or its services where only some were looked at. */
export function verifiedSubject({ request, stack, checks }: Verification): string {
  const titles = request.services.map((service) => {
    const own = checks.map(plannedOf).find((check) => check.service === service && check.kind !== 'flow');
    return oneLine(own?.title ?? service);
  });
  if (titles.length === 0) return oneLine(stack);
  const [named, more] = [titles.slice(0, namedServices), titles.length - namedServices];
  return more > 0 ? `${named.join(', ')} and ${more} more` : list(named);
}

/** `up-schedule-generator is verified: all 17 required checks pass; 1 recommended check failed.` While it runs, how far it is. */
export function verificationSentence(verification: Verification): string {
  const subject = verifiedSubject(verification);
  if (verification.endedAt === undefined) return `Verifying ${subject}: ${progressWords(verification)}.`;
  const summary = summaryOf(verification);
  return `${subject} is ${summary.verdict === 'pass' ? 'verified' : 'not verified'}: ${resultWords(summary)}.`;
}

/** `12 of 24 checks made`, `12 of 24 checks made, 1 failed so far`. */
export function progressWords({ checks }: Pick<Verification, 'checks'>): string {
  const made = checks.flatMap((item) => (item.phase === 'made' ? [item.check] : []));
  const failed = made.filter(({ verdict }) => verdict === 'fail').length;
  if (checks.length === 0) return 'looking at what there is to check';
  return `${made.length} of ${count(checks.length, 'check')} made${failed > 0 ? `, ${failed} failed so far` : ''}`;
}

/** `all 17 required checks pass; 1 recommended check failed`. */
export function resultWords({ verdict, required, recommended }: VerificationSummary): string {
  if (required.total + recommended.total === 0) return 'there was nothing to check';
  return [requiredWords(verdict, required, recommended), recommendedWords(recommended)].filter(Boolean).join('; ');
}

function requiredWords(verdict: CheckVerdict, { total, fail, unknown }: Tally, recommended: Tally): string {
  if (total === 0) return 'no required check was made';
  const checks = count(total, 'required check');
  switch (verdict) {
    case 'pass': {
      const rest =
        recommended.total > 0 && recommended.pass === recommended.total
          ? `, and all ${recommended.total} recommended`
          : '';
      return total === 1 ? `its 1 required check passes${rest}` : `all ${checks} pass${rest}`;
    }
    case 'fail':
      return `${fail} of ${checks} failed${unknown > 0 ? `, ${unknown} could not be told` : ''}`;
    case 'unknown':
      return `${unknown} of ${checks} could not be told`;
  }
}

function recommendedWords({ fail, unknown }: Tally): string {
  const failed = fail > 0 ? `${count(fail, 'recommended check')} failed` : '';
  if (unknown === 0) return failed;
  return failed === ''
    ? `${count(unknown, 'recommended check')} could not be told`
    : `${failed} and ${unknown} could not be told`;
}

/** Beside an operation, short: `verified`, `not verified: 2 checks failed`. */
export function verifiedWords({ verdict, required }: VerificationSummary): string {
  switch (verdict) {
    case 'pass':
      return 'verified';
    case 'fail':
      return `not verified: ${count(required.fail, 'check')} failed`;
    case 'unknown':
      return required.unknown > 0
        ? `not verified: ${count(required.unknown, 'check')} could not be told`
        : 'not verified: nothing was checked';
  }
}

export const verdictWords = { pass: 'passed', fail: 'failed', unknown: 'could not tell' } as const satisfies Record<
  CheckVerdict,
  string
>;
