import type { CheckProblem, Finding } from './check.js';
import type { Fact } from './fact.js';

/** What the facts say together: one that fails fails the check, one that could not be told keeps it from passing, and none at all proves nothing. */
export function findingOf(facts: readonly Fact[], whenUnknown: CheckProblem): Finding {
  const verdicts = facts.map(({ verdict }) => verdict);
  if (verdicts.includes('fail')) return { verdict: 'fail', facts, problem: undefined, pValue: undefined };
  if (facts.length === 0 || verdicts.includes('unknown')) return couldNotTell(whenUnknown, facts);
  return { verdict: 'pass', facts, problem: undefined, pValue: undefined };
}

/** With what was seen nevertheless. */
export const couldNotTell = (problem: CheckProblem, facts: readonly Fact[] = []): Finding => ({
  verdict: 'unknown',
  facts,
  problem,
  pValue: undefined,
});
