import type { Check, CheckKind } from '../../core/verification/check.js';
import type { Fact } from '../../core/verification/fact.js';
import { list } from '../figures.js';
import { oneLine } from '../markdown.js';
import { problemText } from './checkProblemWords.js';
import { factAmount, factBound, factFigure, factLine } from './factWords.js';

/** How the evidence of a kind is told in one line. */
type Manner =
  /** Several things that are each as they should be or not: `3 of 3 replicas are healthy`. */
  | { readonly tells: 'how-many'; readonly one: string; readonly are: string }
  /** The figure that is nearest to its bound or furthest beyond it: `at most 62 % (≥ 60 %), 3 replicas`. */
  | { readonly tells: 'worst'; readonly one: string }
  /** A few figures that each say something of their own. */
  | { readonly tells: 'each' };

const manners = {
  'replicas-healthy': { tells: 'how-many', one: 'replica', are: 'healthy' },
  'count-as-wanted': { tells: 'each' },
  'health-url': { tells: 'how-many', one: 'address', are: 'answering' },
  'health-inside': { tells: 'how-many', one: 'replica', are: 'answering' },
  'load-spread': { tells: 'how-many', one: 'replica', are: 'reached as often as the others' },
  'balancer-list': { tells: 'how-many', one: 'replica', are: 'up in its list' },
  'no-sticky': { tells: 'each' },
  'response-time': { tells: 'each' },
  'queue-falling': { tells: 'each' },
  'cpu-per-replica': { tells: 'worst', one: 'replica' },
  'memory-per-replica': { tells: 'worst', one: 'replica' },
  'error-rate': { tells: 'each' },
  'connections-within': { tells: 'each' },
  'connections-spread': { tells: 'how-many', one: 'replica', are: 'connected' },
  'no-exhaustion': { tells: 'how-many', one: 'replica', are: 'without such a line' },
  alerts: { tells: 'how-many', one: 'source', are: 'without a new alert' },
  flow: { tells: 'how-many', one: 'step', are: 'as expected' },
  'sessions-shared': { tells: 'how-many', one: 'replica', are: 'accepting it' },
  'no-new-errors': { tells: 'how-many', one: 'replica', are: 'without new errors' },
} as const satisfies Record<CheckKind, Manner>;

/** Named in one line; the rest is counted, and stands in the details. */
const mostNamed = 3;

/** What shows the verdict, in one line: `2 of 3 replicas are healthy; worker-2: unhealthy`. */
export function checkEvidence(check: Check): string {
  const { facts, verdict, kind, pValue } = check;
  if (verdict === 'unknown') {
    const seen = facts.some((fact) => fact.verdict === 'fail') ? ` Seen so far: ${told(facts, kind)}.` : '';
    return `${problemText(check.problem, check)}${seen}`;
  }
  if (facts.length === 0) return verdict === 'pass' ? 'nothing against it' : 'no more is known';
  const chance = pValue === undefined ? '' : `p = ${factFigure(pValue, 'ratio')}`.replace('= <', '<');
  return [told(facts, kind), chance].filter(Boolean).join('; ');
}

function told(facts: readonly Fact[], kind: CheckKind): string {
  const manner: Manner = manners[kind];
  switch (manner.tells) {
    case 'how-many':
      return howMany(facts, manner.one, manner.are);
    case 'worst':
      return worst(facts, manner.one);
    case 'each':
      return some(facts, factLine);
  }
}

function howMany(facts: readonly Fact[], one: string, are: string): string {
  const [only] = facts;
  const bad = facts.filter(({ verdict }) => verdict !== 'pass');
  const word = facts.length === 1 ? one : many(one);
  const counted = `${facts.length - bad.length} of ${facts.length} ${word} ${are}`;
  if (bad.length > 0) return `${counted}; ${some(bad, factLine)}`;
  const figure = facts.length === 1 && only ? factAmount(only) : '';
  return figure === '' ? counted : `${counted}, ${figure}`;
}

function worst(facts: readonly Fact[], one: string): string {
  const known = facts.filter(({ value }) => value !== undefined);
  const [first, ...others] = known;
  if (!first) return some(facts, factLine);
  const top = others.reduce((most, fact) => (share(fact) > share(most) ? fact : most), first);
  const notes = [factBound(top), top.before === undefined ? '' : `before ${factFigure(top.before, top.unit)}`];
  const figure = `${factFigure(top.value, top.unit)}${bracketed(notes.filter(Boolean))}`;
  if (facts.length === 1) return figure;
  const over = facts.filter(({ verdict }) => verdict === 'fail').map(({ of }) => oneLine(of));
  return `at most ${figure}, ${facts.length} ${many(one)}${over.length > 0 ? `; over it: ${some(over, String)}` : ''}`;
}

const bracketed = (notes: readonly string[]): string => (notes.length > 0 ? ` (${notes.join(', ')})` : '');

/** How far it is on the way to its bound, or beyond. */
const share = ({ value = 0, bound }: Fact): number => (bound ? value / bound : value);

function some<T>(items: readonly T[], words: (item: T) => string): string {
  const named = items.slice(0, mostNamed).map(words);
  const more = items.length - named.length;
  return more > 0 ? `${named.join(', ')} and ${more} more` : list(named);
}

const many = (one: string): string => (one.endsWith('ss') ? `${one}es` : `${one}s`);
