import { units, type Metric, type MetricGroup, type Unit } from '../../../core/runbook/metric.js';
import type { Bound } from '../../../core/runbook/rule.js';
import type { Signal } from '../../../core/policy/signal.js';
import { duration } from '../../figures.js';
import { oneLine } from '../../markdown.js';

export const groupTitles = {
  cpu: 'CPU',
  memory: 'Memory',
  latency: 'Latency',
  errors: 'Errors',
  queue: 'Queue',
  database: 'Database',
  load: 'Load',
} as const satisfies Record<MetricGroup, string>;

const whole = (value: number): string => String(Math.round(value));
/** Small figures keep a decimal: an error rate of 0.4 % is not 0 %. */
const fine = (value: number): string =>
  Math.abs(value) < 10 && Math.abs(value - Math.round(value)) > 0.05 ? value.toFixed(1) : whole(value);
const time = (ms: number): string => {
  if (ms < 1000) return `${whole(ms)} ms`;
  return ms < 90_000 ? `${fine(ms / 1000)} s` : duration(ms);
};

const amounts = {
  percent: (value) => `${fine(value)} %`,
  percentPerHour: (value) => `${fine(value)} % an hour`,
  ms: time,
  jobs: whole,
  connections: whole,
  users: whole,
  count: fine,
} as const satisfies Record<Unit, (value: number) => string>;

/** `84 %`, `2.4 s`, `263`; `unknown` where there is no value. */
export const amount = (value: number | undefined, unit: Unit): string =>
  value === undefined ? 'unknown' : amounts[unit](value);

/** The same of what was written down, whose unit may be one of another version: then the bare number. */
export function figureAmount(value: number | undefined, unit: string): string {
  const known = units.find((each) => each === unit);
  if (known) return amount(value, known);
  return value === undefined ? 'unknown' : `${fine(value)} ${oneLine(unit)}`.trim();
}

/** What became of a figure: `−38 points`, `+1.2 s`, `none`; unknown where either end is. */
export function figureChange(from: number | undefined, to: number | undefined, unit: string): string {
  if (from === undefined || to === undefined) return 'unknown';
  const change = to - from;
  const size = unit === 'percent' ? `${fine(Math.abs(change))} points` : figureAmount(Math.abs(change), unit);
  if (!/[1-9]/.test(size)) return 'none';
  return `${change > 0 ? '+' : '−'}${size}`;
}

/** Metrics that are counted read as a count: `263 waiting jobs`. */
const counted: readonly Unit[] = ['jobs', 'connections', 'users'];

/** As it stands within a sentence; `CPU`, `p95` and `5xx errors` stay as they are. */
const lower = (title: string): string =>
  /^[A-Z][a-z]/.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;

/** `CPU 84 %`, `263 waiting jobs`, `p95 2.4 s`. */
export function measured(metric: Pick<Metric, 'title' | 'unit'>, value: number | undefined): string {
  const title = lower(oneLine(metric.title));
  if (value !== undefined && counted.includes(metric.unit)) return `${amount(value, metric.unit)} ${title}`;
  return `${title} ${amount(value, metric.unit)}`;
}

/** The value with the bound that it crossed: `CPU 84 % (> 80 %)`, `p95 2.4 s (2-5 s)`. */
export function signalText(signal: Signal): string {
  // A figure of some replicas says nothing of the others.
  const value = signal.level === 'unknown' ? undefined : signal.value;
  const crossed = crossedBound(signal);
  const was = signal.phase === 'recovering' ? 'was ' : '';
  return `${measured(signal.metric, value)}${crossed === '' ? '' : ` (${was}${crossed})`}`;
}

/** The bound that makes the level, with its hold: `> 80 %`, `60-80 %`, `> 70 % for 10 min`; empty while normal or unknown. */
export function crossedBound({ level, rule, metric }: Signal): string {
  if (level === 'critical' && rule.critical) return over(rule.critical, metric.unit);
  if (level !== 'warning' || !rule.warning) return '';
  const { warning, critical } = rule;
  if (!critical || warning.holdMs > 0) return over(warning, metric.unit);
  return range(warning.value, critical.value, metric.unit);
}

/** The bound as the runbook's table has it: `60-80 %`, `> 80 %`; `none` where there is none. */
export function boundText(rule: Signal['rule'], level: 'warning' | 'critical', unit: Unit): string {
  const { warning, critical } = rule;
  if (level === 'critical') return critical ? over(critical, unit) : 'none';
  if (!warning) return 'none';
  return critical && warning.holdMs === 0 && critical.holdMs === 0
    ? range(warning.value, critical.value, unit)
    : over(warning, unit);
}

function over(bound: Bound, unit: Unit): string {
  const held = bound.holdMs > 0 ? ` for ${duration(bound.holdMs)}` : '';
  return `${bound.inclusive ? '≥' : '>'} ${amount(bound.value, unit)}${held}`;
}

/** A unit that both ends share stands once. */
function range(from: number, to: number, unit: Unit): string {
  const [low, high] = [amount(from, unit), amount(to, unit)];
  const suffix = /\D*$/.exec(high)?.[0] ?? '';
  return suffix !== '' && low.endsWith(suffix) ? `${low.slice(0, -suffix.length)}-${high}` : `${low}-${high}`;
}
