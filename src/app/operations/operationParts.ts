import type { Operation } from '../../core/operation/operation.js';
import type { ServiceTimes } from '../../core/operation/run/serviceTimes.js';
import type { EngineSession } from '../connection/engineSession.js';
import type { Demand } from '../live/demand.js';
import type { LiveStore } from '../live/liveStore.js';
import type { BlockOnTheWay } from '../../core/operation/plan/blockOnTheWay.js';
import type { Clock, Log, WorkspaceMemory } from '../ports.js';
import type { ChangeRunner } from './change/changeRunner.js';
import type { ConnectionSetter } from './connections/connectionSetter.js';
import type { Journal } from './journal.js';
import type { Planner } from './planner.js';
import type { ServiceLocks } from './ports.js';

/** What operations are carried out with. */
export interface OperationParts {
  readonly session: EngineSession;
  readonly store: LiveStore;
  /** Everything that has to be looked at while an operation runs: the connection, its readings, and the rules. */
  readonly needs: readonly Demand[];
  readonly planner: Planner;
  readonly changes: ChangeRunner;
  readonly connections: ConnectionSetter;
  /**
   * What came to stand in the way of an operation, as a sentence without its full stop.
   *
   * @param several the plan is of more than one service
   */
  readonly guardText: (block: BlockOnTheWay, several: boolean) => string;
  /** How quick the services that an operation is about to change answer; it may take ten seconds, and never rejects. */
  readonly timesBefore: (operation: Operation, signal: AbortSignal) => Promise<readonly ServiceTimes[]>;
  readonly journal: Journal;
  readonly locks: ServiceLocks;
  /** Where the next window of this workspace sees that something may be under way. */
  readonly memory: WorkspaceMemory;
  readonly clock: Clock;
  readonly log: Log;
  /** Who is at the keyboard. */
  readonly who: string;
  /** What other windows are told of this one. */
  readonly window: string;
}
