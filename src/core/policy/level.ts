export type Level = 'normal' | 'warning' | 'critical' | 'unknown';

/** A level that asks for something. */
export const isAlarm = (level: Level): boolean => level === 'warning' || level === 'critical';

const severity = { normal: 0, unknown: 1, warning: 2, critical: 3 } as const satisfies Record<Level, number>;

/** Positive when `a` is worse than `b`. Not knowing is worse than normal and better than a warning. */
export const compareLevels = (a: Level, b: Level): number => severity[a] - severity[b];

export const worstLevel = (levels: readonly Level[]): Level =>
  levels.reduce<Level>((worst, level) => (compareLevels(level, worst) > 0 ? level : worst), 'normal');
