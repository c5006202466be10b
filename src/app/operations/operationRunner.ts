import { unexpected } from '../../core/connection/engineFailure.js';
import type { Operation, OperationProblem, StepPhase, StepState } from '../../core/scaling/operation.js';
import type { ServicePlan, Step } from '../../core/scaling/plan.js';
import { countedReplicas, findService, findStack } from '../../core/stack/stack.js';
import type { EngineSession } from '../connection/engineSession.js';
import type { LiveStore } from '../live/liveStore.js';
import type { StackFeed } from '../live/stackFeed.js';
import type { Clock, Log } from '../ports.js';
import { applyScale, type SetPhase } from './applyScale.js';
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

  /**
   * Ends with the operation's outcome; undefined when another operation holds the service, in which case nothing is done.
   *
   * @param contextName the context that the person saw with the plan
   */
  async run(plan: ServicePlan, contextName: string, signal: AbortSignal): Promise<Operation | undefined> {
    if (this.busy.has(plan.serviceId)) return undefined;
    this.busy.add(plan.serviceId);
    const lease = this.session.demand.acquire();
    try {
      this.lastId += 1;
      const operation: Operation = {
        id: this.lastId,
        plan,
        steps: plan.steps.map((step) => ({ step, phase: 'waiting', containerId: undefined })),
        startedAt: this.clock.now(),
        outcome: undefined,
      };
      this.publish(operation);
      const problem = await this.carryOut(operation, contextName, signal).catch(bug);
      return await this.finish(operation, problem);
    } finally {
      lease.dispose();
      this.busy.delete(plan.serviceId);
    }
  }

  private async carryOut(
    { id, plan }: Operation,
    contextName: string,
    signal: AbortSignal,
  ): Promise<OperationProblem | undefined> {
    const connected = await connectedFeed(this.session, this.store, signal);
    if (!connected.ok) return { reason: 'engine', step: undefined, failure: connected.error };
    const feed = connected.value;
    if (feed.connection.context.name !== contextName) return { reason: 'changed-meanwhile' };
    const listed = await feed.refreshAll();
    if (!listed.ok) return { reason: 'engine', step: undefined, failure: listed.error };
    if (this.hasChanged(plan)) return { reason: 'changed-meanwhile' };
    const setPhase: SetPhase = (step, phase, containerId) => this.setPhase(id, step, phase, containerId);
    const ready = (step: Step, containerId: string): Promise<OperationProblem | undefined> =>
      this.ready(feed, step, containerId, signal, setPhase);
    if (plan.kind === 'restart') return restartOneByOne(plan, feed, setPhase, ready, signal);
    const scaler = await this.scalers.of(plan.scaler);
    const problem = await applyScale(plan, scaler, feed, setPhase, ready, signal);
    if (!problem) await this.remember(contextName, plan);
    return problem;
  }

  private async remember(contextName: string, plan: ServicePlan): Promise<void> {
    try {
      await this.wanted.set(contextName, plan.serviceId, plan.to);
    } catch (error) {
      this.log.warn(`${plan.service}: its wanted count was not kept: ${String(error)}`);
    }
  }

  private async ready(
    feed: StackFeed,
    step: Step,
    containerId: string,
    signal: AbortSignal,
    setPhase: SetPhase,
  ): Promise<OperationProblem | undefined> {
    // What the live state has may be from before the step: its health, or that the container is not there.
    const read = await feed.refresh([containerId]);
    if (!read.ok) {
      setPhase(step, 'failed', containerId);
      return { reason: 'engine', step, failure: read.error };
    }
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
    const { snapshot } = this.store.state;
    if (!snapshot || !findStack(snapshot, plan.stackId)) return true;
    const service = findService(snapshot, plan.serviceId);
    const now = service ? countedReplicas(service).map((replica) => replica.containerId) : [];
    return now.length !== plan.seen.length || now.sort().some((containerId, index) => containerId !== plan.seen[index]);
  }

  /** How many replicas there are, asked anew; undefined when that cannot be told. */
  private async countNow(plan: ServicePlan): Promise<number | undefined> {
    const listed = await this.session.current?.refreshAll();
    const { snapshot } = this.store.state;
    if (!listed?.ok || !snapshot) return undefined;
    const service = findService(snapshot, plan.serviceId);
    return service ? countedReplicas(service).length : 0;
  }

  private setPhase(id: number, step: Step, phase: StepPhase, containerId: string | undefined): void {
    const operation = this.store.state.operations.find((other) => other.id === id);
    if (!operation) return;
    const steps = operation.steps.map((state): StepState =>
      state.step === step ? { step, phase, containerId } : state,
    );
    this.publish({ ...operation, steps });
  }

  private async finish({ id, plan }: Operation, problem: OperationProblem | undefined): Promise<Operation | undefined> {
    const running = await this.countNow(plan);
    const operation = this.store.state.operations.find((other) => other.id === id);
    if (!operation) return undefined;
    const steps = operation.steps.map((state): StepState => ({ ...state, phase: phaseAtEnd[state.phase] }));
    const done: Operation = { ...operation, steps, outcome: { endedAt: this.clock.now(), problem, running } };
    this.publish(done);
    this.log.info(`${plan.service}: ${plan.from} to ${plan.to}: ${problem ? problem.reason : 'done'}`);
    return done;
  }

  /** Keeps, of each service, the operation that runs or ran last. */
  private publish(operation: Operation): void {
    const others = this.store.state.operations.filter((other) => other.plan.serviceId !== operation.plan.serviceId);
    this.store.update({ operations: [...others, operation] });
  }
}

const phaseAtEnd = {
  waiting: 'left-out',
  running: 'unfinished',
  'waiting-for-health': 'unfinished',
  unfinished: 'unfinished',
  'left-out': 'left-out',
  done: 'done',
  failed: 'failed',
} as const satisfies Record<StepPhase, StepPhase>;

const bug = (error: unknown): OperationProblem => ({
  reason: 'engine',
  step: undefined,
  failure: unexpected(error, ''),
});
