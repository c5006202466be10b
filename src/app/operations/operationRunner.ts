import type { Operation, OperationProblem, StepPhase, StepState } from '../../core/scaling/operation.js';
import type { ServicePlan, Step } from '../../core/scaling/plan.js';
import { countedReplicas } from '../../core/scaling/planScale.js';
import { findService } from '../../core/stack/stack.js';
import type { EngineSession } from '../connection/engineSession.js';
import type { LiveStore } from '../live/liveStore.js';
import type { StackFeed } from '../live/stackFeed.js';
import type { Clock, Log } from '../ports.js';
import { awaitReady } from './awaitReady.js';
import { connectedFeed } from './connectedFeed.js';
import { restartOneByOne } from './restartOneByOne.js';
import type { ScalerSet } from './scalerSet.js';
import type { WantedCounts } from './wantedCounts.js';

const shownLogLines = 3;

/** Runs plans that a person has confirmed, one at a time for each service, and keeps the live state told of every step. */
export class OperationRunner {
  private readonly busy = new Set<string>();
  private lastId = 0;

  constructor(
    private readonly session: EngineSession,
    private readonly store: LiveStore,
    private readonly scalers: ScalerSet,
    private readonly wanted: WantedCounts,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  isBusy(serviceId: string): boolean {
    return this.busy.has(serviceId);
  }

  get anyBusy(): boolean {
    return this.busy.size > 0;
  }

  /** Ends with the operation's outcome; undefined when another operation holds the service, in which case nothing is done. */
  async run(plan: ServicePlan, signal: AbortSignal): Promise<Operation | undefined> {
    if (this.busy.has(plan.serviceId)) return undefined;
    this.busy.add(plan.serviceId);
    const lease = this.session.demand.acquire();
    this.lastId += 1;
    const operation: Operation = {
      id: this.lastId,
      plan,
      steps: plan.steps.map((step) => ({ step, phase: 'waiting', containerId: undefined })),
      startedAt: this.clock.now(),
      outcome: undefined,
    };
    this.publish(operation);
    try {
      const problem = await this.carryOut(operation, signal);
      return await this.finish(operation, problem);
    } finally {
      lease.dispose();
      this.busy.delete(plan.serviceId);
    }
  }

  private async carryOut({ id, plan }: Operation, signal: AbortSignal): Promise<OperationProblem | undefined> {
    const connected = await connectedFeed(this.session, this.store, signal);
    if (!connected.ok) return { reason: 'engine', step: undefined, failure: connected.error };
    const feed = connected.value;
    const listed = await feed.refreshAll();
    if (!listed.ok) return { reason: 'engine', step: undefined, failure: listed.error };
    if (this.hasChanged(plan)) return { reason: 'changed-meanwhile' };
    const setPhase = (step: Step, phase: StepPhase, containerId: string | undefined): void =>
      this.setPhase(id, step, phase, containerId);
    if (plan.kind === 'restart') {
      return restartOneByOne(
        plan,
        feed,
        setPhase,
        (step, containerId) => this.ready(feed, step, containerId, signal, setPhase),
        signal,
      );
    }
    const problem = await this.scale(plan, feed, setPhase, signal);
    if (!problem) await this.wanted.set(feed.connection.context.name, plan.serviceId, plan.to);
    return problem;
  }

  private async scale(
    plan: ServicePlan,
    feed: StackFeed,
    setPhase: (step: Step, phase: StepPhase, containerId: string | undefined) => void,
    signal: AbortSignal,
  ): Promise<OperationProblem | undefined> {
    const scaler = await this.scalers.of(plan.scaler);
    const waits: Promise<OperationProblem | undefined>[] = [];
    const applied = await scaler.apply(
      feed.connection,
      plan,
      (step, phase, containerId) => {
        if (phase === 'begun') return setPhase(step, 'running', containerId);
        if (step.kind === 'remove' || containerId === undefined) return setPhase(step, 'done', containerId);
        setPhase(step, 'waiting-for-health', containerId);
        waits.push(this.ready(feed, step, containerId, signal, setPhase));
      },
      signal,
    );
    if (!applied.ok && applied.error.failure.reason !== 'cancelled') {
      const { step, failure } = applied.error;
      if (step) setPhase(step, 'failed', undefined);
      await Promise.all(waits);
      return { reason: 'engine', step, failure };
    }
    const problems = await Promise.all(waits);
    const problem = problems.find((found) => found && found.reason !== 'cancelled');
    return problem ?? (signal.aborted ? { reason: 'cancelled' } : undefined);
  }

  private async ready(
    feed: StackFeed,
    step: Step,
    containerId: string,
    signal: AbortSignal,
    setPhase: (step: Step, phase: StepPhase, containerId: string | undefined) => void,
  ): Promise<OperationProblem | undefined> {
    await feed.refresh([containerId]);
    const found = await awaitReady(this.store, this.clock, containerId, signal);
    if (found.result === 'ready') {
      setPhase(step, 'done', containerId);
      return undefined;
    }
    if (found.result === 'cancelled') return { reason: 'cancelled' };
    setPhase(step, 'failed', containerId);
    const tail = await feed.connection.tailLogs(containerId, shownLogLines, AbortSignal.timeout(3000));
    const lastLog = tail.ok ? tail.value.map((line) => line.text).join('\n') : '';
    return found.result === 'not-ready'
      ? { reason: 'not-ready', step, state: found.state, lastLog }
      : { reason: 'not-healthy-in-time', step, waitedMs: found.waitedMs, lastLog };
  }

  private hasChanged(plan: ServicePlan): boolean {
    const now = this.countedNow(plan).sort();
    return now.length !== plan.seen.length || now.some((containerId, index) => containerId !== plan.seen[index]);
  }

  private countedNow(plan: ServicePlan): string[] {
    const { snapshot } = this.store.state;
    const service = snapshot && findService(snapshot, plan.serviceId);
    return service ? countedReplicas(service).map((replica) => replica.containerId) : [];
  }

  private setPhase(id: number, step: Step, phase: StepPhase, containerId: string | undefined): void {
    const operation = this.store.state.operations.find((other) => other.id === id);
    if (!operation) return;
    const steps = operation.steps.map((state): StepState =>
      state.step === step ? { step, phase, containerId } : state,
    );
    this.publish({ ...operation, steps });
  }

  private async finish({ id }: Operation, problem: OperationProblem | undefined): Promise<Operation | undefined> {
    await this.session.current?.refreshAll();
    const operation = this.store.state.operations.find((other) => other.id === id);
    if (!operation) return undefined;
    const steps = operation.steps.map((state): StepState =>
      state.phase === 'waiting' ? { ...state, phase: 'left-out' } : state,
    );
    const running = this.countedNow(operation.plan).length;
    const done: Operation = { ...operation, steps, outcome: { endedAt: this.clock.now(), problem, running } };
    this.publish(done);
    this.log.info(`${done.plan.service}: ${done.plan.from} to ${done.plan.to}: ${problem ? problem.reason : 'done'}`);
    return done;
  }

  /** Keeps, of each service, the operation that runs or ran last. */
  private publish(operation: Operation): void {
    const others = this.store.state.operations.filter((other) => other.plan.serviceId !== operation.plan.serviceId);
    this.store.update({ operations: [...others, operation] });
  }
}
