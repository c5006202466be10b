import type { Reason, Refusal } from '../decision.js';

/** A change of the replica count that the figures ask for, before it is looked at whether this is the moment for it. */
export interface Step {
  readonly direction: 'up' | 'down';
  readonly target: number;
  readonly restartFirst: boolean;
  /** Critical: it is not looked at twice. */
  readonly urgent: boolean;
  readonly reasons: readonly Reason[];
}

/** Where the figures lead. */
export interface Way {
  readonly step: Step | undefined;
  /** Why there is no step, or no larger one. */
  readonly refusals: readonly Refusal[];
}

/** The reason why it is `to` and not `wanted`; none where they are the same. */
export const cut = (by: Extract<Reason, { reason: 'cut' }>['by'], wanted: number, to: number): readonly Reason[] =>
  wanted === to ? [] : [{ reason: 'cut', by, wanted, to }];
