import type { MatrixRow } from '../runbook/matrixRow.js';
import type { Signal } from './signal.js';

/** The states of the runbook's flowchart, and the way down. */
export type DecisionState =
  'steady' | 'watching' | 'prepare' | 'scale-proactively' | 'scale-now' | 'scale-down-possible';

/** Why something is recommended: facts with their figures, for `view` to put into words. */
export type Reason =
  /** A signal that is not normal. */
  | { readonly reason: 'signal'; readonly signal: Signal }
  /** A row of the decision matrix applies. */
  | { readonly reason: 'matrix'; readonly row: MatrixRow }
  /** A target rule's own answer. */
  | {
      readonly reason: 'target';
      readonly rule: 'queue' | 'steps' | 'ratio' | 'per';
      readonly metric: string;
      readonly value: number;
      /** What one replica is to carry, or the percent aimed at; the bound for `steps`. */
      readonly per: number;
      readonly replicas: number;
    }
  /** Where the metric will be in ten minutes at its present rate. */
  | { readonly reason: 'projection'; readonly metric: string; readonly value: number; readonly projected: number }
  /** The answer was cut. */
  | {
      readonly reason: 'cut';
      readonly by: 'max' | 'min' | 'rung' | 'halving' | 'busy' | 'connections';
      readonly wanted: number;
      readonly to: number;
    }
  /** The answer is more than full connection pools leave free, and is recommended with this warning. */
  | {
      readonly reason: 'connections-tight';
      readonly needed: number;
      readonly available: number;
      readonly raiseTo: number;
    }
  | {
      readonly reason: 'schedule';
      readonly title: string;
      readonly at: number;
      /** From then on it may be acted on; undefined for what is measured and not planned. */
      readonly dueAt: number | undefined;
      /** What the schedule itself asks for, whatever the load asks for besides. */
      readonly count: number;
    }
  /** Every condition for scaling down has held. */
  | {
      readonly reason: 'calm';
      readonly metric: string;
      readonly value: number;
      readonly below: number;
      readonly forMs: number;
    }
  | { readonly reason: 'scale-down-row'; readonly replicas: number; readonly to: number };

/** What keeps a step from being recommended. `until` is wall time in ms at which it could change; undefined: not by time alone. */
export type Refusal = { readonly until: number | undefined } & (
  | { readonly refusal: 'at-max'; readonly max: number }
  | { readonly refusal: 'at-min'; readonly min: number }
  | { readonly refusal: 'connections'; readonly needed: number; readonly available: number; readonly raiseTo: number }
  | { readonly refusal: 'cooldown'; readonly direction: 'up' | 'down'; readonly lastAt: number }
  | { readonly refusal: 'settling' | 'operation-running' | 'in-tolerance' | 'no-target-rule' | 'snoozed' }
  | { readonly refusal: 'did-not-help'; readonly metric: string }
  /** Advice instead of replicas: a row of the counter-evidence applies. */
  | { readonly refusal: 'other-remedy'; readonly remedy: Remedy }
  /** Down only. */
  | { readonly refusal: 'signal-unknown' | 'signal-not-normal'; readonly metric: string }
  | { readonly refusal: 'not-low-enough'; readonly metric: string; readonly value: number; readonly below: number }
  | {
      readonly refusal: 'not-long-enough';
      readonly metric: string;
      readonly below: number;
      readonly heldMs: number;
      readonly holdMs: number;
    }
  | { readonly refusal: 'business-hours' | 'keep-window' | 'clock-suspect' | 'calendar-unknown' }
  /** `count`: replicas that it is said to need. */
  | { readonly refusal: 'spike-expected'; readonly title: string; readonly at: number; readonly count: number }
  | { readonly refusal: 'recent-deployment'; readonly at: number }
);

/** What helps where more replicas would not. */
export type Remedy =
  | 'roll-back' // the trouble began with a deployment
  | 'raise-connections' // the database has no connections left for another replica
  | 'look-at-database' // the API waits, it does not work
  | 'fix-jobs' // workers fail or run out of memory
  | 'restart-leak' // memory grows whatever the load
  | 'raise-memory-limit' // memory is high at rest
  | 'lower-peak'; // one replica alone is hot

export interface Recommendation {
  readonly serviceId: string;
  /** Compose name. */
  readonly service: string;
  readonly direction: 'up' | 'down';
  /** Replicas there were when it was made; with another count it is void. */
  readonly from: number;
  readonly target: number;
  /** Restart before scaling. */
  readonly restartFirst: boolean;
  readonly reasons: readonly Reason[];
  /** Stays the same through one episode, for telling of it once. */
  readonly episode: string;
}

/** What the policy says of one service now. */
export interface Decision {
  readonly state: DecisionState;
  /** How long it has been in this state, ms. */
  readonly forMs: number;
  /** The signal that matters most; undefined while all is normal. */
  readonly cause: Signal | undefined;
  readonly recommendation: Recommendation | undefined;
  /** What the rules come to, whether it can be recommended now or not; undefined while they ask for no change. */
  readonly wanted: { readonly target: number; readonly reasons: readonly Reason[] } | undefined;
  /** Why nothing, or not more, is recommended; the first one decides. */
  readonly refusals: readonly Refusal[];
}
