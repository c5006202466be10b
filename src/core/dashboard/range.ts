import { minuteMs } from '../../util/minuteMs.js';

/** How far back a dashboard looks. */
export const dashboardRanges = ['now', 'quarter', 'hour'] as const;
export type DashboardRange = (typeof dashboardRanges)[number];

/** `stepMs` is the step of what is drawn small. */
export const rangeOf = {
  now: { lengthMs: 5 * minuteMs, stepMs: 5_000 },
  quarter: { lengthMs: 15 * minuteMs, stepMs: 5_000 },
  hour: { lengthMs: 60 * minuteMs, stepMs: 30_000 },
} as const satisfies Record<DashboardRange, { readonly lengthMs: number; readonly stepMs: number }>;
