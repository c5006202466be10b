import type { EngineSession } from '../app/connection/engineSession.js';
import type { LiveStore } from '../app/live/liveStore.js';
import { ConnectForOpen } from '../app/operations/connectForOpen.js';
import { InterruptedOperations } from '../app/operations/after/interruptedOperations.js';
import { Journal } from '../app/operations/journal.js';
import type { ServiceLocks } from '../app/operations/ports.js';
import { UnderWayMemory } from '../app/operations/run/underWayMemory.js';
import { UnwrittenTeller } from '../app/operations/after/unwrittenTeller.js';
import type { Clock, Log, WorkspaceMemory } from '../app/ports.js';
import { VerificationKeeper } from '../app/verification/verificationKeeper.js';
import { historySource } from '../editor/journal/historySource.js';
import { LinesOnDisk } from '../editor/journal/journalFile.js';
import { LockFiles } from '../editor/journal/serviceLocks.js';
import { tellUnwritten } from '../editor/journal/tellUnwritten.js';
import { tellInterrupted } from '../editor/journal/tellInterrupted.js';
import type { HistorySource } from '../editor/tree/historyView.js';
import { DisposableStore, type Disposable } from '../util/disposable.js';
import { once } from '../util/once.js';

export interface JournalNeeds {
  readonly session: EngineSession;
  readonly store: LiveStore;
  readonly clock: Clock;
  readonly log: Log;
  readonly memory: WorkspaceMemory;
  /** The workspace's own folder; without a workspace, the one of all windows. */
  readonly folder: string;
  /** Where all windows of this machine see it. */
  readonly locksFolder: string;
}

/** The part of the composition root that keeps operations, a bundle of its own: made when somebody looks at the history, or plans. */
export function wireJournal({ session, store, clock, log, memory, folder, locksFolder }: JournalNeeds): {
  readonly pieces: Disposable;
  readonly journal: Journal;
  readonly locks: ServiceLocks;
  readonly interrupted: InterruptedOperations;
  readonly unwritten: UnwrittenTeller;
  /** What the history shows; rejects where the journal cannot be read, and tries again when it is asked again. */
  readonly history: () => Promise<HistorySource>;
} {
  const journal = new Journal(new LinesOnDisk(folder), store);
  const locks = new LockFiles(locksFolder);
  const pieces = new DisposableStore();
  pieces.add(new UnderWayMemory(store, memory));
  pieces.add(new ConnectForOpen(session.demand, store, clock));
  const interrupted = pieces.add(new InterruptedOperations(session, store, journal, locks, clock, log));
  const unwritten = new UnwrittenTeller(tellUnwritten);
  pieces.add(new VerificationKeeper(journal, store, clock, log, unwritten));
  pieces.add(tellInterrupted(store));
  const history = once(() => historySource(journal, log));
  // What was interrupted is found whether anybody looks at the history or not. Why it cannot be read is in the log by then.
  history().catch(() => undefined);
  return { pieces, journal, locks, interrupted, unwritten, history };
}
