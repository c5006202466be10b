import type { Fact, FactUnit } from '../../core/verification/fact.js';
import { binaryBytes } from '../figures.js';
import { oneLine } from '../markdown.js';
import { amount } from '../words/metricWords.js';

/** A probability or a share: `0.43`; below a thousandth nobody reads the figures. */
const ratio = (value: number): string => {
  if (value > 0 && value < 0.001) return '< 0.001';
  return String(Number(value.toPrecision(2)));
};

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
  value === undefined ? 'unknown' : figures[unit](value);

/** How the figure stands to its bound: `< 60 %`, and once it is over `≥ 60 %`; empty where there is none of either. */
export function factBound({ value, unit, bound, boundIs }: Fact): string {
  if (bound === undefined) return '';
  const isMet = value !== undefined && (boundIs === 'below' ? value < bound : value >= bound);
  const wanted = boundIs === 'below' ? '<' : '≥';
  const missed = boundIs === 'below' ? '≥' : '<';
  return `${isMet || value === undefined ? wanted : missed} ${factFigure(bound, unit)}`;
}

/** What it has to be, whatever it is: `< 60 %`, `≥ 3`; empty where there is no bound. */
export const factWanted = ({ unit, bound, boundIs }: Fact): string =>
  bound === undefined ? '' : `${boundIs === 'below' ? '<' : '≥'} ${factFigure(bound, unit)}`;

/** `62 % (≥ 60 %, before 48 %)`; empty where there is no figure at all. */
export function factAmount(fact: Fact): string {
  const { value, unit, before, bound } = fact;
  if (value === undefined && bound === undefined && before === undefined) return '';
  const notes = [factBound(fact), before === undefined ? '' : `before ${factFigure(before, unit)}`].filter(Boolean);
  return `${factFigure(value, unit)}${notes.length > 0 ? ` (${notes.join(', ')})` : ''}`;
}

/** `worker-2 62 % (≥ 60 %): restarted twice`. */
export function factLine(fact: Fact): string {
  const head = [oneLine(fact.of), factAmount(fact)].filter(Boolean).join(' ');
  const said = oneLine(fact.said);
  return [head, said].filter(Boolean).join(': ') || 'nothing was seen';
}
