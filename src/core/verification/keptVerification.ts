import type { Check } from './check.js';
import { longestSaying, type Fact } from './fact.js';
import type { Verification, VerificationItem } from './verificationRun.js';

/** A verification that has ended, as the journal keeps it: every check made, and no more evidence than there is room for. */
export interface KeptVerification extends Omit<Verification, 'endedAt' | 'checks'> {
  readonly endedAt: number;
  readonly checks: readonly Check[];
}

/** As many as the runbook lets any service have replicas, and as many again. */
const mostFactsOfOne = 100;
/** Of all checks together; a line of the journal stays well below a megabyte. */
const mostFacts = 1500;
/** A check keeps this many, however many checks there are. */
const leastFacts = 3;

/** Undefined while it runs, and for one with a check that was not made. */
export function keptOf(verification: Verification): KeptVerification | undefined {
  const { endedAt, checks, ...rest } = verification;
  const made = checks.flatMap((item) => (item.phase === 'made' ? [item.check] : []));
  if (endedAt === undefined || made.length < checks.length) return undefined;
  const wanted = made.reduce((sum, { facts }) => sum + Math.min(facts.length, mostFactsOfOne), 0);
  const each = wanted > mostFacts ? Math.max(leastFacts, Math.floor(mostFacts / made.length)) : mostFactsOfOne;
  return { ...rest, endedAt, checks: made.map((check) => bounded(check, each)) };
}

export const verificationOf = ({ checks, ...rest }: KeptVerification): Verification => ({
  ...rest,
  checks: checks.map((check): VerificationItem => ({ phase: 'made', check })),
});

function bounded(check: Check, most: number): Check {
  const { facts } = check;
  // What does not pass is what somebody will ask for; it keeps its place among the others.
  const rank = (fact: Fact): number => (fact.verdict === 'pass' ? 1 : 0);
  const kept = new Set(facts.length > most ? [...facts].sort((a, b) => rank(a) - rank(b)).slice(0, most) : facts);
  const problem =
    check.problem?.reason === 'unreachable' ? { ...check.problem, detail: short(check.problem.detail) } : check.problem;
  return { ...check, title: short(check.title), problem, facts: facts.filter((fact) => kept.has(fact)).map(shortFact) };
}

const shortFact = (fact: Fact): Fact => ({ ...fact, of: short(fact.of), said: short(fact.said) });

/** Not through the middle of a character that takes two. */
function short(text: string): string {
  if (text.length <= longestSaying) return text;
  return text.slice(0, longestSaying).replace(/[\ud800-\udbff]$/, '');
}
