import type { Bounds } from '../runbook/runbook.js';

export type Level = 'normal' | 'warning' | 'critical' | 'unknown';

/** Below `warning` normal, from `warning` to `critical` warning, above `critical` critical. No value is unknown, never normal. */
export function levelOf(value: number | undefined, bounds: Bounds): Level {
  if (value === undefined || !Number.isFinite(value)) return 'unknown';
  if (value > bounds.critical) return 'critical';
  return value >= bounds.warning ? 'warning' : 'normal';
}

const severity = { normal: 0, unknown: 1, warning: 2, critical: 3 } as const satisfies Record<Level, number>;

/** Positive when `a` is worse than `b`. Not knowing is worse than normal and better than a warning. */
export const compareLevels = (a: Level, b: Level): number => severity[a] - severity[b];

export const worstLevel = (levels: readonly Level[]): Level =>
  levels.reduce<Level>((worst, level) => (compareLevels(level, worst) > 0 ? level : worst), 'normal');
