import { join } from 'node:path';
import type { EngineSession } from '../../../src/app/connection/engineSession.js';
import { LiveStore } from '../../../src/app/live/liveStore.js';
import { ChangeRunner } from '../../../src/app/operations/change/changeRunner.js';
import { InterruptedOperations } from '../../../src/app/operations/after/interruptedOperations.js';
import { Journal } from '../../../src/app/operations/journal.js';
import type { JournalFile } from '../../../src/app/operations/ports.js';
import type { OperationGuards } from '../../../src/app/operations/operationGuards.js';
import { OperationRunner } from '../../../src/app/operations/run/operationRunner.js';
import { Planner } from '../../../src/app/operations/planner.js';
import { ScalerSet } from '../../../src/app/operations/change/scalerSet.js';
import { SetConnections } from '../../../src/app/operations/connections/setConnections.js';
import { WantedCounts } from '../../../src/app/operations/change/wantedCounts.js';
import { systemClock } from '../../../src/editor/clock.js';
import { resumeOf } from '../../../src/core/operation/followUp.js';
import { lookAtLimit } from '../../../src/app/operations/connections/lookAtLimit.js';
import { blockingGuards, isEmptyPlan } from '../../../src/core/operation/plan/operationPlan.js';
import { isUnderWay, type Operation } from '../../../src/core/operation/operation.js';
import type { OperationRequest } from '../../../src/core/operation/plan/operationRequest.js';
import type { Runbook } from '../../../src/core/runbook/runbook.js';
import type { ScalerPreference } from '../../../src/core/scaling/scalerChoice.js';
import { LinesOnDisk } from '../../../src/editor/journal/journalFile.js';
import { LockFiles } from '../../../src/editor/journal/serviceLocks.js';
import { createComposeScaler, createReplicateScaler, createSwarmScaler } from '../../../src/engine/main.js';
import { limitFaultText } from '../../../src/view/words/limits/limitFaultWords.js';
import { stageGuardText } from '../../../src/view/words/guards/stageGuardWords.js';
import { noMemory, sessionOn, silentLog } from '../support/session.js';
import { DisposableStore } from '../../../src/util/disposable.js';
import { contextOf } from '../support/connection.js';

export interface Ground {
  readonly host: string;
  /** Where the journal and the locks are. */
  readonly folder: string;
  readonly runbook: Runbook;
  readonly guards?: OperationGuards;
  readonly preference?: ScalerPreference;
  /** What is connected and looked at already, with its rules in force; a connection of its own otherwise. */
  readonly live?: { readonly store: LiveStore; readonly session: EngineSession };
  /** Sees what is written into the journal. */
  readonly watchJournal?: (journal: JournalFile) => JournalFile;
}

/** Looks at the limit of a database where one is asked for, and at nothing else: the machine of a test is busy. */
const limitAlone: OperationGuards = {
  async look(draft, connection, signal) {
    const asked = draft.request.connections !== undefined;
    const limit = asked ? await lookAtLimit(draft, connection, true, signal) : undefined;
    return { guards: limit?.guards ?? [], roomFirst: false, connections: limit?.stage };
  },
};

/** What plans, runs and remembers operations, as one window of the extension puts it together, on a real engine and real files. */
export class OperationPieces {
  private readonly pieces = new DisposableStore();
  readonly store: LiveStore;
  readonly session: EngineSession;
  readonly journal: Journal;
  readonly locks: LockFiles;
  readonly planner: Planner;
  readonly runner: OperationRunner;

  constructor({
    host,
    folder,
    runbook,
    guards = limitAlone,
    preference = 'replicate',
    live,
    watchJournal = (file) => file,
  }: Ground) {
    const { pieces } = this;
    const store = live?.store ?? pieces.add(new LiveStore());
    this.store = store;
    store.update({ runbooks: [{ runbook, folder: '/' }], runbooksRead: true });
    this.session = live?.session ?? pieces.add(sessionOn(contextOf(host), store));
    const scalers = new ScalerSet(
      () => Promise.resolve(createReplicateScaler()),
      () => Promise.resolve(createComposeScaler('docker', process.env)),
      () => Promise.resolve(createSwarmScaler()),
    );
    this.planner = new Planner(this.session, store, scalers, () => preference, guards);
    this.journal = new Journal(watchJournal(new LinesOnDisk(folder)), store);
    this.locks = new LockFiles(join(folder, 'locks'));
    this.runner = pieces.add(
      new OperationRunner({
        session: this.session,
        store,
        needs: [],
        planner: this.planner,
        changes: new ChangeRunner(this.session, store, scalers, new WantedCounts(noMemory), systemClock, silentLog),
        guardText: stageGuardText,
        connections: new SetConnections(this.session, store, systemClock, limitFaultText),
        journal: this.journal,
        locks: this.locks,
        memory: noMemory,
        timesBefore: () => Promise.resolve([]),
        clock: systemClock,
        log: silentLog,
        who: 'tester',
        window: `window ${process.pid}`,
      }),
    );
    pieces.add(new InterruptedOperations(this.session, store, this.journal, this.locks, systemClock, silentLog));
    pieces.add(this.session.demand.acquire());
  }

  /** Undefined where there is nothing to do. */
  async run(request: OperationRequest): Promise<Operation | undefined> {
    const planned = await this.planner.operation(request, AbortSignal.timeout(20_000));
    if (!planned.ok) throw new Error(JSON.stringify(planned.error));
    const blocks = blockingGuards(planned.value);
    if (blocks.length > 0) throw new Error(JSON.stringify(blocks));
    if (isEmptyPlan(planned.value)) {
      if (request.refersTo !== undefined) await this.runner.endIfDone(request.refersTo);
      return undefined;
    }
    const ran = await this.runner.run(planned.value, [], new AbortController().signal);
    if (!ran.ok) throw new Error(JSON.stringify(ran.error));
    return ran.value;
  }

  /** Operations of the journal that have not ended. */
  get open(): readonly Operation[] {
    return this.store.state.operations.filter(isUnderWay);
  }

  /** What the operations of the journal offer to go on with, the newest first. */
  get offers(): readonly OperationRequest[] {
    const replicas = this.store.state.snapshot?.stacks.flatMap(({ services }) =>
      services.flatMap((each) => each.replicas),
    );
    const startedAt = (containerId: string): number | undefined =>
      replicas?.find((replica) => replica.containerId === containerId)?.startedAt;
    return this.store.state.operations.flatMap((operation) => resumeOf(operation, Date.now(), startedAt) ?? []);
  }

  stop(): void {
    this.pieces.dispose();
  }
}
