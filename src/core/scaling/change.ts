import type { EngineFailure } from '../connection/engineFailure.js';
import type { ServicePlan, Step } from './plan.js';

/** `unfinished`: begun, and its end not waited for. `left-out`: never begun. */
export type StepPhase = 'waiting' | 'running' | 'waiting-for-health' | 'done' | 'failed' | 'unfinished' | 'left-out';

export interface StepState {
  readonly step: Step;
  readonly phase: StepPhase;
  /** The container that the step made or changed; undefined before it exists. */
  readonly containerId: string | undefined;
}

/** Why a change stopped before its end. */
export type ChangeProblem =
  | { readonly reason: 'engine'; readonly step: Step | undefined; readonly failure: EngineFailure }
  | { readonly reason: 'changed-meanwhile' }
  | { readonly reason: 'not-ready'; readonly step: Step; readonly state: string; readonly lastLog: string }
  | { readonly reason: 'not-healthy-in-time'; readonly step: Step; readonly waitedMs: number; readonly lastLog: string }
  | { readonly reason: 'cancelled' };

/** One plan of one service, being carried out or done. An operation makes one after the other. */
export interface Change {
  readonly id: number;
  readonly plan: ServicePlan;
  readonly steps: readonly StepState[];
  /** Wall time, ms. */
  readonly startedAt: number;
  readonly outcome:
    | undefined
    | {
        /** Wall time, ms. */
        readonly endedAt: number;
        readonly problem: ChangeProblem | undefined;
        /** Replicas that there are afterwards; undefined when the engine could not be asked. */
        readonly running: number | undefined;
      };
}

export const isRunning = (change: Change): boolean => change.outcome === undefined;
