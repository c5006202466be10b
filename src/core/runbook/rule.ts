/** A row of a threshold table: a metric with the bounds that make it a warning and critical. */
export interface Rule {
  /** Unlike any other of the runbook. */
  readonly id: string;
  readonly title: string;
  /** A metric's id. */
  readonly metric: string;
  /** Undefined where the table has no bound. */
  readonly warning: Bound | undefined;
  readonly critical: Bound | undefined;
  /** What the table says to do once it is critical. */
  readonly action: RuleAction;
  /** While a required rule is unknown, its service is never called normal. */
  readonly required: boolean;
}

export const ruleActions = ['scale', 'scale-immediately', 'investigate-and-scale'] as const;
export type RuleAction = (typeof ruleActions)[number];

/** All in the metric's unit. */
export interface Bound {
  readonly value: number;
  /** True: the value itself is over the bound already. */
  readonly inclusive: boolean;
  /** How long it has to be over before it counts, ms; 0 counts at once. */
  readonly holdMs: number;
  /** Below this, for `clearMs`, it is over. */
  readonly clearBelow: number;
  readonly clearMs: number;
}

/** A bound without a hold takes this long below it to be cleared, so that the status bar is live and does not flicker. */
export const quickClearMs = 60_000;
