import type { ChecklistRun } from '../checklist/run.js';
import type { ConnectionState } from '../connection/connectionState.js';
import type { Figures } from '../policy/figure.js';
import type { Readings } from '../policy/reading.js';
import type { Calendars } from '../policy/schedule/calendarsOf.js';
import type { Policies } from '../policy/servicePolicy.js';
import type { LoadedRunbook } from '../runbook/loadedRunbook.js';
import type { Operation } from '../operation/operation.js';
import type { Change } from '../scaling/change.js';
import type { Snapshot } from '../stack/stack.js';
import type { Verification } from '../verification/verificationRun.js';

/** All that is known at one moment, as one immutable value: what the views are made from. */
export interface LiveState {
  readonly connection: ConnectionState;
  /** Undefined until the first list has come in. */
  readonly snapshot: Snapshot | undefined;
  readonly readings: Readings;
  /** What the sources beside the engine gave last. */
  readonly figures: Figures;
  /** How often readings come while they are asked for, ms; tells when one is too old. */
  readonly readingIntervalMs: number;
  /** Runbook files of this window that could be read, as last good. */
  readonly runbooks: readonly LoadedRunbook[];
  /** The files have been looked for: before that, which rules are in force is not known. */
  readonly runbooksRead: boolean;
  /** Some runbook file has errors; the last good one of it, if there was one, stays in force. */
  readonly runbookBroken: boolean;
  /** What the rules say of each service that has been looked at. */
  readonly policies: Policies;
  readonly calendars: Calendars;
  /** Of each service the one that runs or ran last. */
  readonly changes: readonly Change[];
  /** What the journal knows, newest first. Empty before it has been read. */
  readonly operations: readonly Operation[];
  /** Of these, the ones that this window carries out, by id. */
  readonly own: ReadonlyMap<string, 'running' | 'cancelling'>;
  /** Those of this window and those that the journal knows, newest first. */
  readonly verifications: readonly Verification[];
  /** Runs of checklists, those that the journal knows, newest first. */
  readonly checklistRuns: readonly ChecklistRun[];
}
