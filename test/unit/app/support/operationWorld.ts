import { Journal } from '../../../../src/app/operations/journal.js';
import type { GuardFindings } from '../../../../src/app/operations/operationGuards.js';
import type { OperationParts } from '../../../../src/app/operations/operationParts.js';
import { OperationRunner } from '../../../../src/app/operations/run/operationRunner.js';
import { Planner } from '../../../../src/app/operations/planner.js';
import type { HeldLocks, JournalFile, ServiceLocks } from '../../../../src/app/operations/ports.js';
import type { JournalEvent } from '../../../../src/core/operation/journalEvent.js';
import type { Operation, OperationProblem } from '../../../../src/core/operation/operation.js';
import type { OperationPlan } from '../../../../src/core/operation/plan/operationPlan.js';
import type { OperationRequest } from '../../../../src/core/operation/plan/operationRequest.js';
import { defaultRunbook } from '../../../../src/core/runbook/bundledRunbook.js';
import type { Runbook } from '../../../../src/core/runbook/runbook.js';
import type { ContainerRecord } from '../../../../src/core/stack/containerRecord.js';
import { fail, ok } from '../../../../src/util/result.js';
import { RunnerWorld } from './runnerWorld.js';
import { watch } from './watch.js';

/** Locks of windows that share a memory. */
export class MemoryLocks implements ServiceLocks {
  readonly holders = new Map<string, string>();
  /** Every key that was ever asked for. */
  readonly asked: string[] = [];
  stolen = false;

  acquire(keys: readonly string[], holder: string): ReturnType<ServiceLocks['acquire']> {
    this.asked.push(...keys);
    const taken = keys.find((key) => this.holders.has(key));
    if (taken !== undefined) return Promise.resolve(fail({ key: taken, holder: this.holders.get(taken) ?? '' }));
    for (const key of keys) this.holders.set(key, holder);
    const held: HeldLocks = {
      isHeld: () => Promise.resolve(!this.stolen),
      release: () => {
        for (const key of keys) this.holders.delete(key);
        return Promise.resolve();
      },
    };
    return Promise.resolve(ok(held));
  }

  holderOf(key: string): Promise<string | undefined> {
    return Promise.resolve(this.holders.get(key));
  }
}

/** The rules of a stack that has none of its own, with a time to settle in which little else happens. */
const runbook: Runbook = {
  ...defaultRunbook,
  stack: 'shop',
  operations: { ...defaultRunbook.operations, settleMs: 60_000 },
};

/** Operations over a session whose context `here` holds `records`, with a journal and locks in memory. */
export class OperationWorld extends RunnerWorld {
  readonly lines: string[] = [];
  /** Called with each event before it is written; what it throws is a disk's. */
  onWrite: (event: JournalEvent) => void = () => undefined;
  findings: GuardFindings = { guards: [], roomFirst: false, connections: undefined };
  /** The counts that guards were asked about, look by look. */
  readonly looks: string[] = [];
  limitProblem: OperationProblem | undefined;
  readonly limitsSet: number[] = [];
  readonly limitsForgotten: number[] = [];
  readonly locks = new MemoryLocks();
  readonly planner = new Planner(this.session, this.store, this.scalers, () => 'auto', {
    look: ({ scales }) => {
      this.looks.push(scales.map(({ service, to }) => `${service} ${to}`).join());
      return Promise.resolve(this.findings);
    },
  });
  readonly journal = new Journal(
    {
      read: () => Promise.resolve(this.lines.length === 0 ? undefined : `${this.lines.join('\n')}\n`),
      append: async (text) => {
        await this.disk?.append(text);
        const lines = text.split('\n');
        for (const line of lines) this.onWrite(JSON.parse(line) as JournalEvent);
        this.lines.push(...lines);
      },
    },
    this.store,
  );
  /** Where what is written goes as well, before it counts. */
  disk: JournalFile | undefined;
  timesBefore: OperationParts['timesBefore'] = () => Promise.resolve([]);
  readonly operationRunner = new OperationRunner({
    session: this.session,
    store: this.store,
    needs: [],
    planner: this.planner,
    changes: this.runner,
    guardText: ({ title, guard }) => `${title ?? 'all'} ${guard.guard}`,
    connections: {
      carryOut: (_plan, stage) => {
        this.limitsSet.push(stage.to);
        return Promise.resolve(this.limitProblem);
      },
      forget: (_plan, stage) => {
        this.limitsForgotten.push(stage.to);
        return Promise.resolve();
      },
    },
    journal: this.journal,
    locks: this.locks,
    memory: this.memory,
    timesBefore: (operation, signal) => this.timesBefore(operation, signal),
    clock: this.clock,
    log: this.log,
    who: 'ann',
    window: 'shop',
  });

  constructor(...records: readonly ContainerRecord[]) {
    super(...records);
    this.store.update({ runbooks: [{ runbook, folder: '/shop' }] });
  }

  get events(): readonly JournalEvent[] {
    return this.lines.map((line) => JSON.parse(line) as JournalEvent);
  }

  get operation(): Operation | undefined {
    return this.store.state.operations[0];
  }

  async plan(request: Partial<OperationRequest>): Promise<OperationPlan> {
    const planned = await this.planner.operation(
      { kind: 'scale', stackId: 'compose:shop', counts: {}, ...request },
      new AbortController().signal,
    );
    if (!planned.ok) throw new Error(planned.error.reason);
    return planned.value;
  }

  /** Begins an operation and gives what has become of it. */
  operate(plan: OperationPlan, signal = new AbortController().signal) {
    return watch(this.operationRunner.run(plan, [], signal));
  }
}
