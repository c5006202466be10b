import type { CheckKind } from '../../core/verification/check.js';
import type { Fact, FactUnit } from '../../core/verification/fact.js';
import { binaryBytes } from '../figures.js';
import { oneLine } from '../markdown.js';
import { amount } from '../words/policy/metricWords.js';
import { factNoun, isNamedByNoun } from './factNouns.js';

/** A probability or a share: `0.43`; below a thousandth nobody reads the figures. */
const ratio = (value: number): string =>
  value > 0 && value < 0.001 ? '< 0.001' : String(Number(value.toPrecision(2)));

const figures = {
  percent: (value) => amount(value, 'percent'),
  ms: (value) => amount(value, 'ms'),
  bytes: (value) => binaryBytes(value),
  count: (value) => amount(value, 'count'),
  status: (value) => `status ${Math.round(value)}`,
  ratio,
} as const satisfies Record<FactUnit, (value: number) => string>;

/** `62 %`, `2.4 s`, `status 500`; `unknown` where there is no figure. */
export const factFigure = (value: number | undefined, unit: FactUnit): string =>
  value === undefined ? 'unknown' : figures[unit](value).replace(/^-/, '−');

/** What it has to be, whatever it is: `< 60 %`, `≥ 3`, of whole things `≤ 3`; empty where there is no bound. */
export function factWanted({ unit, bound, boundIs }: Fact): string {
  if (bound === undefined) return '';
  if (boundIs === 'least') return `≥ ${factFigure(bound, unit)}`;
  return isWhole(unit, bound) ? `≤ ${factFigure(bound - 1, unit)}` : `< ${factFigure(bound, unit)}`;
}

/** How the figure stands to its bound: as it has to be, and once it is over `≥ 60 %`; empty where there is no bound. */
export function factBound(fact: Fact): string {
  const { value, unit, bound, boundIs } = fact;
  if (bound === undefined) return '';
  const isMet = value === undefined || (boundIs === 'below' ? value < bound : value >= bound);
  if (isMet) return factWanted(fact);
  if (boundIs === 'least') return `< ${factFigure(bound, unit)}`;
  return isWhole(unit, bound) ? `> ${factFigure(bound - 1, unit)}` : `≥ ${factFigure(bound, unit)}`;
}

/** Fewer than four replicas are at most three. */
const isWhole = (unit: FactUnit, bound: number): boolean => unit === 'count' && Number.isInteger(bound);

/** `62 % (≥ 60 %, before 48 %)`, `3 running (≥ 3)`; empty where there is no figure at all. */
export function factAmount(kind: CheckKind, fact: Fact): string {
  const { value, unit, before, bound, of } = fact;
  if (value === undefined && bound === undefined && before === undefined) return '';
  const notes = [factBound(fact), before === undefined ? '' : `before ${factFigure(before, unit)}`].filter(Boolean);
  const figure = [factFigure(value, unit), unit === 'count' ? factNoun(kind, of, value) : ''].filter(Boolean).join(' ');
  return `${figure}${notes.length > 0 ? ` (${notes.join(', ')})` : ''}`;
}

/** What it is of, as a column has it. */
export const factName = (kind: CheckKind, { of }: Fact): string =>
  isNamedByNoun(kind, of) ? factNoun(kind, of) : oneLine(of);

/** `worker-2 62 % (≥ 60 %): restarted twice`. */
export function factLine(kind: CheckKind, fact: Fact): string {
  const figure = factAmount(kind, fact);
  const name = isNamedByNoun(kind, fact.of) && figure !== '' ? '' : factName(kind, fact);
  const head = [name, figure].filter(Boolean).join(' ');
  return [head, oneLine(fact.said)].filter(Boolean).join(': ') || 'nothing was seen';
}
