import type { Finding } from '../../core/checklist/checks/finding.js';
import type { RunGround } from '../../core/checklist/checks/ground.js';
import type { ChecklistRun, ChecklistSource, RunSubject } from '../../core/checklist/run.js';
import type { RunEvent } from '../../core/checklist/runEvent.js';
import { countIn } from '../../core/operation/run/countIn.js';
import type { Operation } from '../../core/operation/operation.js';
import { findStack, presentCount } from '../../core/stack/stack.js';
import { DisposableStore, type Disposable } from '../../util/disposable.js';
import { messageOf } from '../../util/messageOf.js';
import type { Demand } from '../live/demand.js';
import type { LiveStore } from '../live/liveStore.js';
import type { Journal } from '../operations/journal.js';
import type { Planner } from '../operations/planner.js';
import type { Clock, Log } from '../ports.js';
import { newOperationOf } from './runOperation.js';
import { PlanGuards } from './planGuards.js';
import type { ChecklistRunner } from './ports.js';
import { RunEyes } from './runEyes.js';
import type { IsTold } from './runGround.js';
import type { RunTexts } from './runTexts.js';

export interface ChecklistRunsNeeds {
  readonly store: LiveStore;
  readonly clock: Clock;
  readonly log: Log;
  readonly journal: () => Promise<Pick<Journal, 'record' | 'load'>>;
  readonly planner: () => Promise<Pick<Planner, 'operation'>>;
  readonly texts: RunTexts;
  /** What has to be wanted by somebody for figures to come in. */
  readonly needs: readonly Demand[];
  readonly words: (finding: Finding, ground: RunGround, now: number) => string;
  readonly isTold: IsTold;
  readonly user: () => string;
  readonly newId: () => string;
}

type Told<E> = E extends RunEvent ? Omit<E, 'run' | 'at'> : never;

/** Runs of checklists: what people do with them, and what a machine sees of those that somebody looks at. */
export class ChecklistRuns implements ChecklistRunner, Disposable {
  private readonly own = new DisposableStore();
  private operations: readonly Operation[] | undefined;
  private readonly watched = new Map<string, { readonly eyes: Disposable; readonly lookers: number }>();
  /** Runs whose operation this window carries out: they are looked at whether their page is in sight or not. */
  private readonly underWay = new Map<string, Disposable>();
  /** Runs with the operations that they were told of. */
  private readonly linked = new Set<string>();

  constructor(private readonly needs: ChecklistRunsNeeds) {
    this.own.add(needs.store.onDidChange(() => this.follow()));
    this.follow();
  }

  async begin(name: string, source: ChecklistSource, subject: RunSubject): Promise<string> {
    const id = this.needs.newId();
    // Those of before are known first, so that the newest is on top.
    await (await this.needs.journal()).load();
    const countsBefore = this.countsOf(subject);
    await this.record(id, { event: 'run-begun', name, source, subject, by: this.needs.user(), countsBefore });
    return id;
  }

  tick = (run: string, item: string, reason: string | undefined): Promise<void> =>
    this.record(run, { event: 'item-ticked', item, reason, by: this.needs.user() });

  untick = (run: string, item: string): Promise<void> =>
    this.record(run, { event: 'item-unticked', item, by: this.needs.user() });

  deny = (run: string, item: string, reason: string): Promise<void> =>
    this.record(run, { event: 'item-denied', item, reason, by: this.needs.user() });

  undeny = (run: string, item: string): Promise<void> =>
    this.record(run, { event: 'item-undenied', item, by: this.needs.user() });

  addNote = (run: string, item: string, text: string): Promise<void> =>
    this.record(run, { event: 'item-note', item, text, by: this.needs.user() });

  closeStage = (run: string, stage: string): Promise<void> =>
    this.record(run, { event: 'stage-closed', stage, by: this.needs.user() });

  openStage = (run: string, stage: string): Promise<void> =>
    this.record(run, { event: 'stage-opened', stage, by: this.needs.user() });

  teamTold = (run: string, what: 'beginning' | 'end'): Promise<void> =>
    this.record(run, { event: what === 'end' ? 'team-told-end' : 'team-told', by: this.needs.user() });

  end = (run: string): Promise<void> => this.record(run, { event: 'run-ended', by: this.needs.user() });

  async setTarget(id: string, target: number): Promise<void> {
    const subject = this.find(id)?.subject;
    if (subject && subject.target !== target)
      await this.record(id, { event: 'run-subject', subject: { ...subject, target } });
  }

  watch(id: string): Disposable {
    const known = this.watched.get(id);
    const { eyes, lookers } = known ?? { eyes: this.look(id), lookers: 0 };
    this.watched.set(id, { eyes, lookers: lookers + 1 });
    const look = new DisposableStore();
    look.add({ dispose: () => this.lookAway(id) });
    return look;
  }

  private lookAway(id: string): void {
    const known = this.watched.get(id);
    if (!known) return;
    const { eyes, lookers } = known;
    if (lookers > 1) return void this.watched.set(id, { eyes, lookers: lookers - 1 });
    this.watched.delete(id);
    eyes.dispose();
  }

  /** One pair of eyes for all who look: each thing that is seen is written down once. */
  private look(id: string): Disposable {
    const { store, clock, texts, planner, needs, isTold, words } = this.needs;
    const looking = new DisposableStore();
    const source = this.find(id)?.source;
    if (!source) return looking;
    const guards = looking.add(new PlanGuards(planner, clock, () => eyes.soon()));
    const eyes = looking.add(
      new RunEyes(id, {
        ...{ store, clock, guards, isTold, words },
        openTasks: ({ closed }) =>
          (texts.stages(source) ?? []).filter((stage) => !closed.has(stage.id)).flatMap(({ tasks }) => tasks),
        record: async (event) => (await this.needs.journal()).record(event),
      }),
    );
    looking.add(texts.onDidChange(() => eyes.soon(0)));
    for (const demand of needs) looking.add(demand.acquire());
    return looking;
  }

  record = async (run: string, event: Told<RunEvent>): Promise<void> =>
    (await this.needs.journal()).record({ ...event, run, at: this.needs.clock.now() });

  private find(id: string): ChecklistRun | undefined {
    return this.needs.store.state.checklistRuns.find((run) => run.id === id);
  }

  private countsOf({ stackId }: RunSubject): Readonly<Record<string, number>> {
    const { snapshot } = this.needs.store.state;
    const services = (snapshot && findStack(snapshot, stackId))?.services ?? [];
    return Object.fromEntries(services.map((service) => [service.name, presentCount(service)]));
  }

  /** An operation that begins is the one of the runs that are about what it changes. */
  private follow(): void {
    const { operations, checklistRuns } = this.needs.store.state;
    if (operations === this.operations) return;
    this.operations = operations;
    this.link(checklistRuns, operations);
    this.watchUnderWay();
  }

  private watchUnderWay(): void {
    const { operations, checklistRuns, own } = this.needs.store.state;
    const running = new Set(operations.filter(({ id, outcome }) => !outcome && own.has(id)).map(({ id }) => id));
    const wanted = checklistRuns.filter(
      ({ endedAt, subject }) => endedAt === undefined && running.has(subject.operation ?? ''),
    );
    for (const { id } of wanted) if (!this.underWay.has(id)) this.underWay.set(id, this.watch(id));
    for (const [id, watching] of this.underWay) {
      if (wanted.some((run) => run.id === id)) continue;
      watching.dispose();
      this.underWay.delete(id);
    }
  }

  private link(checklistRuns: readonly ChecklistRun[], operations: readonly Operation[]): void {
    for (const run of checklistRuns.filter(({ endedAt }) => endedAt === undefined)) {
      const operation = newOperationOf(run, operations);
      if (!operation || this.linked.has(`${run.id} ${operation.id}`)) continue;
      this.linked.add(`${run.id} ${operation.id}`);
      const target = countIn(operation.plan.after, run.subject.service) ?? run.subject.target;
      this.record(run.id, {
        event: 'run-subject',
        subject: { ...run.subject, operation: operation.id, target },
      }).catch((error: unknown) =>
        this.needs.log.warn(`That an operation belongs to a checklist could not be written down: ${messageOf(error)}`),
      );
    }
  }

  dispose(): void {
    for (const { eyes } of this.watched.values()) eyes.dispose();
    this.own.dispose();
  }
}
