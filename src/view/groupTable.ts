import { compareLevels } from '../core/policy/level.js';
import type { Signal, Trend } from '../core/policy/signal.js';
import { metricGroups } from '../core/runbook/metric.js';
import { duration } from './figures.js';
import { escapeMarkdown, markdownTable, unbroken } from './markdown.js';
import { levelLook } from './words/policy/levelWords.js';
import { boundText, groupTitles, measured } from './words/policy/metricWords.js';

export interface TitledSignals {
  /** Markdown already. */
  readonly title: string;
  readonly signals: readonly Signal[];
}

const arrows = { rising: '↗', falling: '↘', flat: '→' } as const satisfies Record<Trend, string>;

/**
 * A row for each group of metrics that the runbook has rules for: where it is worst, what was measured, its bounds, its level. A
 * group of which nothing is known says so; empty without any signal.
 */
export function groupTable(services: readonly TitledSignals[]): string {
  const rows = metricGroups.flatMap((group) => {
    const of = services.flatMap(({ title, signals }) =>
      signals.filter(({ metric }) => metric.group === group).map((signal) => ({ title, signal })),
    );
    const [first, ...rest] = of;
    if (!first) return [];
    // Nobody has to count users: where nobody does, there is nothing to say. What else a file counts it wants to be told of.
    if (of.every(({ signal }) => isUncountedUsers(signal))) return [];
    const worst = rest.reduce((found, next) => (isWorse(next.signal, found.signal) ? next : found), first);
    return [[groupTitles[group], ...cells(worst.title, worst.signal)]];
  });
  return rows.length === 0 ? '' : markdownTable(['', 'Worst', 'Now', 'Bound', 'Level'], rows);
}

const isUncountedUsers = ({ metric, rule, value }: Signal): boolean =>
  metric.unit === 'users' && value === undefined && !rule.required;

function cells(title: string, signal: Signal): readonly string[] {
  const { metric, rule, level, trend, ageMs } = signal;
  const icon = unbroken(`$(${levelLook[level].icon}) ${level}`);
  if (level === 'unknown' && signal.value === undefined) return ['', 'unknown', '', icon];
  const arrow = trend ? ` ${arrows[trend]}` : '';
  const age = ageMs !== undefined && ageMs > oldMs ? `, ${duration(ageMs)} ago` : '';
  const bound =
    level === 'critical' ? boundText(rule, 'critical', metric.unit) : boundText(rule, 'warning', metric.unit);
  const now = `${escapeMarkdown(measured(metric, signal.value))}${arrow}${age}`;
  return [title, now, escapeMarkdown(bound), icon].map(unbroken);
}

/** A figure older than this shows its age. */
const oldMs = 45_000;

/** Within a level the one that is nearest to, or furthest over, its bound. What is known shows rather than what nobody requires. */
function isWorse(a: Signal, b: Signal): boolean {
  const order = rank(a) - rank(b);
  return order !== 0 ? order > 0 : closeness(a) > closeness(b);
}

const rank = ({ level, rule }: Signal): number =>
  level === 'unknown' && !rule.required ? -1 : compareLevels(level, 'normal');

function closeness({ rule, value }: Signal): number {
  const bound = rule.critical?.value ?? rule.warning?.value;
  return value === undefined || bound === undefined || bound === 0 ? -1 : value / bound;
}
