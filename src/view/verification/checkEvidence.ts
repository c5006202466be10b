import type { Check, CheckKind } from '../../core/verification/check.js';
import type { Fact } from '../../core/verification/fact.js';
import { list } from '../figures.js';
import { oneLine } from '../markdown.js';
import { evennessAlpha } from '../../core/verification/spread/evenness.js';
import { alertsTold } from './alertWords.js';
import { problemText } from './checkProblemWords.js';
import { factBound, factFigure, factLine } from './factWords.js';

/** How the evidence of a kind is told in one line. */
type Manner =
  /** Several things that are each as they should be or not: `3 of 3 replicas are healthy`. */
  | { readonly tells: 'how-many'; readonly one: string; readonly are: string }
  /** The figure that is nearest to its bound or furthest beyond it: `at most 62 % (≥ 60 %), 3 replicas`. */
  | { readonly tells: 'worst'; readonly one: string }
  /** A few figures that each say something of their own. */
  | { readonly tells: 'each' }
  /** How often each replica was reached: `60 requests, 17 to 23 a replica`. */
  | { readonly tells: 'spread' }
  | { readonly tells: 'alerts' };

const manners = {
  'replicas-healthy': { tells: 'how-many', one: 'replica', are: 'healthy' },
  'count-as-wanted': { tells: 'each' },
  'health-url': { tells: 'how-many', one: 'address', are: 'answering' },
  'health-inside': { tells: 'how-many', one: 'replica', are: 'answering' },
  'load-spread': { tells: 'spread' },
  'balancer-list': { tells: 'how-many', one: 'replica', are: 'up in its list' },
  'no-sticky': { tells: 'each' },
  'response-time': { tells: 'each' },
  'queue-falling': { tells: 'each' },
  'cpu-per-replica': { tells: 'worst', one: 'replica' },
  'memory-per-replica': { tells: 'worst', one: 'replica' },
  'error-rate': { tells: 'each' },
  'connections-within': { tells: 'each' },
  'connections-spread': { tells: 'how-many', one: 'replica', are: 'connected' },
  'no-exhaustion': { tells: 'how-many', one: 'log', are: 'without such a line' },
  alerts: { tells: 'alerts' },
  flow: { tells: 'how-many', one: 'step', are: 'as expected' },
  'sessions-shared': { tells: 'how-many', one: 'replica', are: 'accepting it' },
  'no-new-errors': { tells: 'how-many', one: 'log', are: 'without new errors' },
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
  const chance = pValue === undefined ? '' : chanceWords(pValue);
  return [told(facts, kind), chance].filter(Boolean).join('; ');
}

/** How likely so uneven a spread, or a more uneven one, is by chance, and below what it is called uneven. */
function chanceWords(pValue: number): string {
  const figure = factFigure(pValue, 'ratio');
  return `p ${figure.startsWith('<') ? figure : `= ${figure}`} (${pValue < evennessAlpha ? '<' : '≥'} ${evennessAlpha})`;
}

function told(facts: readonly Fact[], kind: CheckKind): string {
  const manner: Manner = manners[kind];
  const line = (fact: Fact): string => factLine(kind, fact);
  switch (manner.tells) {
    case 'how-many':
      return howMany(facts, manner, line);
    case 'worst':
      return worst(facts, manner.one, line);
    case 'spread':
      return spread(facts, line);
    case 'alerts':
      return alertsTold(facts);
    case 'each':
      return some(facts, line);
  }
}

type Line = (fact: Fact) => string;

function howMany(
  facts: readonly Fact[],
  { one, are }: { readonly one: string; readonly are: string },
  line: Line,
): string {
  const [only] = facts;
  if (facts.length === 1 && only) return line(only);
  // Several facts can be of one thing, such as errors of a log.
  const things = new Set(facts.map(({ of }) => of));
  const bad = facts.filter(({ verdict }) => verdict !== 'pass');
  const good = things.size - new Set(bad.map(({ of }) => of)).size;
  const counted = `${good} of ${things.size} ${things.size === 1 ? one : many(one)} ${are}`;
  return bad.length > 0 ? `${counted}; ${some(bad, line)}` : counted;
}

function spread(facts: readonly Fact[], line: Line): string {
  const values = facts.flatMap(({ value, unit }) => (value === undefined ? [] : [{ value, unit }]));
  const [first] = values;
  if (!first || facts.length < 2) return some(facts, line);
  const amounts = values.map(({ value }) => value);
  const [least, most, total] = [
    Math.min(...amounts),
    Math.max(...amounts),
    amounts.reduce((sum, each) => sum + each, 0),
  ];
  const range = [...new Set([least, most].map((amount) => factFigure(amount, first.unit)))].join(' to ');
  const sum = `${factFigure(total, first.unit)}${first.unit === 'count' ? ' requests' : ''}, ${range} a replica`;
  const off = facts.filter(({ verdict }) => verdict === 'fail');
  return off.length > 0 ? `${sum}; uneven: ${some(off, line)}` : sum;
}

function worst(facts: readonly Fact[], one: string, line: Line): string {
  const known = facts.filter(({ value }) => value !== undefined);
  const [first, ...others] = known;
  if (!first) return some(facts, line);
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
