import type { ChangeProblem } from '../scaling/change.js';
import type { Level } from '../policy/level.js';
import type { VerificationSummary } from '../verification/verificationSummary.js';
import type { Measured } from './run/measured.js';
import type { Step } from '../scaling/plan.js';
import type { OperationPlan, ServiceCounts } from './plan/operationPlan.js';
import type { ServiceTimes } from './run/serviceTimes.js';

export type StagePhase = 'pending' | 'running' | 'waiting' | 'done' | 'failed' | 'unfinished' | 'left-out';

export interface StageState {
  readonly phase: StagePhase;
  /** Wall times, ms. */
  readonly begunAt: number | undefined;
  readonly endedAt: number | undefined;
  /** When a wait is over, wall time in ms. */
  readonly until: number | undefined;
  /** What was done to replicas, in order. */
  readonly steps: readonly StageStep[];
}

export interface StageStep {
  readonly name: string;
  readonly kind: Step['kind'];
  readonly phase: 'begun' | 'done' | 'failed';
  /** Wall time of the phase, ms. */
  readonly at: number;
  readonly containerId: string | undefined;
}

/** A service whose level rose. */
export interface Worsened {
  readonly title: string;
  readonly from: Level;
  readonly to: Level;
  /** What shows it, in the words of the runbook's rule; empty where replicas became unhealthy. */
  readonly rule: string;
}

/** Why an operation ended before all of its stages were done. */
export type OperationProblem =
  | { readonly reason: 'change'; readonly problem: ChangeProblem }
  | { readonly reason: 'busy'; readonly title: string; readonly holder: string }
  | { readonly reason: 'worse'; readonly worsened: readonly Worsened[] }
  /** After the stage the levels could not be told, though before it they could. */
  | { readonly reason: 'blind'; readonly titles: readonly string[] }
  /** The database's limit: what was wrong, as a sentence, and whether the way back was taken. */
  | { readonly reason: 'connections'; readonly sentence: string; readonly restored: boolean | undefined }
  /** A check that let the plan pass stood in the way of its next stages: what it found, as a sentence without its full stop. */
  | { readonly reason: 'guard'; readonly sentence: string }
  | { readonly reason: 'journal'; readonly detail: string }
  /** The window was closed or the extension host ended; with `slept`, the machine slept through a part of a wait. */
  | { readonly reason: 'interrupted'; readonly slept?: true | undefined }
  | { readonly reason: 'cancelled' };

export type OperationResult = 'done' | 'stopped' | 'failed' | 'cancelled' | 'interrupted';

export interface OperationOutcome {
  readonly result: OperationResult;
  readonly problem: OperationProblem | undefined;
  /** Wall time, ms. */
  readonly endedAt: number;
  /** Replicas of the services that were to change; a service whose count could not be told is missing. */
  readonly counts: ServiceCounts;
  readonly after: Measured | undefined;
}

export interface Override {
  /** The guard's finding, in words, as the person saw it. */
  readonly guard: string;
  readonly reason: string;
}

/** One look in the time of watching after an operation. */
export interface WatchLook {
  readonly at: number;
  readonly worsened: readonly Worsened[];
  /** Titles of services of which nothing could be told. */
  readonly blind: readonly string[];
  /** How it was then; only of the look once the operation had settled. */
  readonly measured?: Measured | undefined;
}

export interface Watch {
  readonly until: number;
  readonly everyMs: number;
  /** When the operation has had its time to settle and is looked at once more, before the looks at even distances; wall time, ms. */
  readonly firstAt?: number | undefined;
  readonly looks: readonly WatchLook[];
  /** Undefined while it goes on. */
  readonly verdict: 'calm' | 'worse' | 'unknown' | 'ended-early' | undefined;
}

/** A plan that runs or ran, as the journal tells it. */
export interface Operation {
  readonly id: string;
  readonly plan: OperationPlan;
  /** Who started it. */
  readonly by: string;
  readonly overrides: readonly Override[];
  /** Wall time, ms. */
  readonly startedAt: number;
  readonly before: Measured | undefined;
  /** How quick services answered then; those that were not timed are missing. */
  readonly timesBefore?: readonly ServiceTimes[] | undefined;
  /** One for each stage of the plan. */
  readonly stages: readonly StageState[];
  readonly outcome: OperationOutcome | undefined;
  readonly notes: readonly { readonly at: number; readonly by: string; readonly text: string }[];
  readonly watch: Watch | undefined;
  /** Of its last verification; undefined before there was one. */
  readonly verified: VerificationSummary | undefined;
  /** The operation that took over from this one. */
  readonly continuedBy: string | undefined;
}

export const isUnderWay = (operation: Operation): boolean => operation.outcome === undefined;
