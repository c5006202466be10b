import { join } from 'node:path';
import type { EngineSession } from '../../../src/app/connection/engineSession.js';
import { LiveStore } from '../../../src/app/live/liveStore.js';
import { ChangeRunner } from '../../../src/app/operations/changeRunner.js';
import { InterruptedOperations } from '../../../src/app/operations/interruptedOperations.js';
import { Journal } from '../../../src/app/operations/journal.js';
import type { OperationGuards } from '../../../src/app/operations/operationGuards.js';
import { OperationRunner } from '../../../src/app/operations/operationRunner.js';
import { Planner } from '../../../src/app/operations/planner.js';
import { ScalerSet } from '../../../src/app/operations/scalerSet.js';
import { SetConnections } from '../../../src/app/operations/connections/setConnections.js';
import { WantedCounts } from '../../../src/app/operations/wantedCounts.js';
import { systemClock } from '../../../src/editor/clock.js';
import { resumeOf } from '../../../src/core/operation/followUp.js';
import { isUnderWay, type Operation } from '../../../src/core/operation/operation.js';
import type { OperationRequest } from '../../../src/core/operation/operationRequest.js';
import type { Runbook } from '../../../src/core/runbook/runbook.js';
import { LinesOnDisk } from '../../../src/editor/journal/journalFile.js';
import { LockFiles } from '../../../src/editor/journal/serviceLocks.js';
import { createComposeScaler, createReplicateScaler, createSwarmScaler } from '../../../src/engine/main.js';
import { limitFaultText } from '../../../src/view/words/limitFaultWords.js';
import { noMemory, sessionOn, silentLog } from '../support/session.js';
import { DisposableStore } from '../../../src/util/disposable.js';
import { parseEndpoint } from '../../../src/engine/contexts/parseEndpoint.js';

export interface Ground {
  readonly host: string;
  /** Where the journal and the locks are. */
  readonly folder: string;
  readonly runbook: Runbook;
  readonly guards?: OperationGuards;
}

const noGuards: OperationGuards = {
  look: () => Promise.resolve({ guards: [], roomFirst: false, connections: undefined }),
};

/** What plans, runs and remembers operations, as one window of the extension puts it together, on a real engine and real files. */
export class OperationPieces {
  private readonly pieces = new DisposableStore();
  readonly store = this.pieces.add(new LiveStore());
  readonly session: EngineSession;
  readonly journal: Journal;
  readonly locks: LockFiles;
  readonly planner: Planner;
  readonly runner: OperationRunner;

  constructor({ host, folder, runbook, guards = noGuards }: Ground) {
    const { pieces, store } = this;
    store.update({ runbooks: [{ runbook, folder: '/' }], runbooksRead: true });
    const endpoint = parseEndpoint(host, undefined);
    if (!endpoint.ok) throw new Error(endpoint.error);
    const context = { name: 'test', description: '', endpoint: endpoint.value };
    this.session = pieces.add(sessionOn(context, store));
    const scalers = new ScalerSet(
      () => Promise.resolve(createReplicateScaler()),
      () => Promise.resolve(createComposeScaler('docker', process.env)),
      () => Promise.resolve(createSwarmScaler()),
    );
    this.planner = new Planner(this.session, store, scalers, () => 'replicate', guards);
    this.journal = new Journal(new LinesOnDisk(folder), store);
    this.locks = new LockFiles(join(folder, 'locks'));
    this.runner = pieces.add(
      new OperationRunner({
        session: this.session,
        store,
        needs: [],
        planner: this.planner,
        changes: new ChangeRunner(this.session, store, scalers, new WantedCounts(noMemory), systemClock, silentLog),
        connections: new SetConnections(this.session, store, systemClock, limitFaultText),
        journal: this.journal,
        locks: this.locks,
        memory: noMemory,
        clock: systemClock,
        log: silentLog,
        who: 'tester',
        window: `window ${process.pid}`,
      }),
    );
    pieces.add(new InterruptedOperations(this.session, store, this.journal, this.locks, systemClock, silentLog));
    pieces.add(this.session.demand.acquire());
  }

  async run(request: OperationRequest): Promise<Operation> {
    const planned = await this.planner.operation(request, AbortSignal.timeout(20_000));
    if (!planned.ok) throw new Error(JSON.stringify(planned.error));
    const ran = await this.runner.run(planned.value, [], new AbortController().signal);
    if (!ran.ok) throw new Error(JSON.stringify(ran.error));
    return ran.value;
  }

  /** Operations of the journal that have not ended. */
  get open(): readonly Operation[] {
    return this.store.state.operations.filter(isUnderWay);
  }

  /** What the newest operation offers to go on with. */
  get resume(): OperationRequest | undefined {
    const [newest] = this.store.state.operations;
    const replicas = this.store.state.snapshot?.stacks.flatMap(({ services }) =>
      services.flatMap((each) => each.replicas),
    );
    const startedAt = (containerId: string): number | undefined =>
      replicas?.find((replica) => replica.containerId === containerId)?.startedAt;
    return newest && resumeOf(newest, Date.now(), startedAt);
  }

  stop(): void {
    this.pieces.dispose();
  }
}
