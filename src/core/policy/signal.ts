import type { Metric } from '../runbook/metric.js';
import type { Rule } from '../runbook/rule.js';
import type { Level } from './level.js';

/** How good the evidence is. It never moves a level by itself, but without evidence nothing is shown as normal. */
export type Evidence = 'ok' | 'sparse' | 'stale' | 'nodata';

/** Where the signal is going. */
export type Phase = 'steady' | 'pending-warning' | 'pending-critical' | 'recovering';

export type Trend = 'rising' | 'falling' | 'flat';

/** One rule on one service, as it stands: what was measured, against what, since when, and what that means. */
export interface Signal {
  readonly rule: Rule;
  readonly metric: Metric;
  readonly serviceId: string;
  /** In the metric's unit; undefined when not known. */
  readonly value: number | undefined;
  /** What to show: unknown where the evidence does not carry the level. */
  readonly level: Level;
  /** How long it has had this level, ms; undefined when not known. */
  readonly forMs: number | undefined;
  readonly phase: Phase;
  readonly evidence: Evidence;
  /** How long ago the value was read, ms; undefined when never. */
  readonly ageMs: number | undefined;
  readonly source: string;
  /** Why there is no value; empty when there is one. */
  readonly problem: string;
  readonly trend: Trend | undefined;
  /** Set while in warning and rising: where it will be in ten minutes, in the metric's unit. */
  readonly projected: number | undefined;
  /** Changes too often: told of once, and cleared later. */
  readonly flapping: boolean;
}
