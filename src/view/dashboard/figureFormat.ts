import type { Unit } from '../../core/runbook/metric.js';
import type { FigureFormat } from '../../protocol/dashboardPage.js';
import { roundScale, type RoundScale } from '../../core/dashboard/valueScale.js';

const suffixes = {
  percent: ' %',
  percentPerHour: ' %/h',
  ms: ' ms',
  jobs: '',
  connections: '',
  users: '',
  count: '',
} as const satisfies Record<Unit, string>;

/** Times grow out of their unit: beyond so many ms the next one reads better, and the steps of its scales are no shorter than that. */
const times = [
  { from: 120_000, leastStep: 30_000, per: 60_000, suffix: ' min' },
  { from: 1000, leastStep: 250, per: 1000, suffix: ' s' },
] as const;

const timeFor = (highest: number): (typeof times)[number] | undefined => times.find(({ from }) => highest > from);

/** A scale whose steps are round in what they are written in: minutes, and not so many ms. */
export function scaleIn(unit: Unit, highest: number): RoundScale {
  const per = unit === 'ms' ? (timeFor(highest)?.per ?? 1) : 1;
  const { max, step } = roundScale(highest / per);
  return { max: max * per, step: step * per };
}

/** How the figures of a chart are written, so that all of its grid reads alike: `0`, `0.5 s`, `1.0 s`. */
export function figureFormat(unit: Unit, { max, step }: RoundScale): FigureFormat {
  const time = unit === 'ms' ? times.find(({ leastStep }) => step > leastStep - 1) : undefined;
  const { per, suffix } = time ?? { per: 1, suffix: suffixes[unit] };
  const decimals = decimalsOf(step / per);
  return { per, suffix, decimals, fine: Math.max(decimals, max / per <= 10 ? 1 : 0) };
}

const decimalsOf = (step: number): number => [0, 1, 2].find((digits) => isWhole(step * 10 ** digits)) ?? 3;

const isWhole = (value: number): boolean => Math.abs(value - Math.round(value)) < 1e-6;
