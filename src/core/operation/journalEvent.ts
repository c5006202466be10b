import type { KeptVerification } from '../verification/keptVerification.js';
import type { Measured } from './run/measured.js';
import type { OperationOutcome, Override, StageStep, WatchLook } from './operation.js';
import type { OperationPlan } from './plan/operationPlan.js';
import type { ServiceTimes } from './run/serviceTimes.js';

/**
 * One line of the journal: what happened to an operation at a moment (wall time, ms). A verification that belongs to no operation stands under
 * its own id.
 */
export type JournalEvent = { readonly operation: string; readonly at: number } & (
  | {
      readonly event: 'started';
      readonly by: string;
      readonly plan: OperationPlan;
      readonly overrides: readonly Override[];
      readonly before: Measured | undefined;
    }
  | { readonly event: 'timed'; readonly times: readonly ServiceTimes[] }
  | { readonly event: 'stage-begun'; readonly stage: number; readonly until: number | undefined }
  | { readonly event: 'step'; readonly stage: number; readonly step: Omit<StageStep, 'at'> }
  | { readonly event: 'stage-ended'; readonly stage: number; readonly phase: 'done' | 'failed' | 'unfinished' }
  | { readonly event: 'ended'; readonly outcome: Omit<OperationOutcome, 'endedAt'> }
  | { readonly event: 'continued'; readonly as: string }
  | { readonly event: 'note'; readonly by: string; readonly text: string }
  | {
      readonly event: 'watch-begun';
      readonly until: number;
      readonly everyMs: number;
      readonly firstAt?: number | undefined;
    }
  | { readonly event: 'watch-look'; readonly look: Omit<WatchLook, 'at'> }
  | { readonly event: 'watch-ended'; readonly verdict: 'calm' | 'worse' | 'unknown' | 'ended-early' }
  /** A verification has ended, or a check of it was made anew: the later one takes the place of the earlier. */
  | { readonly event: 'verified'; readonly verification: KeptVerification }
);
