import { unexpected } from '../../../core/connection/engineFailure.js';
import type { Change, ChangeProblem, StepPhase, StepState } from '../../../core/scaling/change.js';
import type { ServicePlan, Step } from '../../../core/scaling/plan.js';
import { countedReplicas, findService, findStack, planBasis } from '../../../core/stack/stack.js';
import type { EngineSession } from '../../connection/engineSession.js';
import type { LiveStore } from '../../live/liveStore.js';
import type { StackFeed } from '../../live/stackFeed.js';
import type { Clock, Log } from '../../ports.js';
import { applyScale, type SetPhase } from './applyScale.js';
import { awaitReady } from './awaitReady.js';
import { connectedFeed } from '../connectedFeed.js';
import { lastLog } from '../lastLog.js';
import { findContainer } from './readiness.js';
import { restartOneByOne, type TellPhase } from './restartOneByOne.js';
import type { ScalerSet } from './scalerSet.js';
import type { StageStepListener } from '../run/stageStepListener.js';
import type { WantedCounts } from './wantedCounts.js';

/** Runs plans that a person has confirmed, one at a time for each service, and keeps the live state told of every step. */
export class ChangeRunner {
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

  /**
   * Ends with the operation's outcome; undefined when another operation holds the service, in which case nothing is done.
   *
   * @param contextName the context that the person saw with the plan
   * @param onStep told of every step whose phase has changed
   */
  async run(
    plan: ServicePlan,
    contextName: string,
    signal: AbortSignal,
    onStep: StageStepListener = () => undefined,
  ): Promise<Change | undefined> {
    if (this.busy.has(plan.serviceId)) return undefined;
    this.busy.add(plan.serviceId);
    const lease = this.session.demand.acquire();
    try {
      this.lastId += 1;
      const change: Change = {
        id: this.lastId,
        plan,
        steps: plan.steps.map((step) => ({ step, phase: 'waiting', containerId: undefined })),
        startedAt: this.clock.now(),
        outcome: undefined,
      };
      this.publish(change);
      const problem = await this.carryOut(change, contextName, signal, onStep).catch(bug);
      return await this.finish(change, problem);
    } finally {
      lease.dispose();
      this.busy.delete(plan.serviceId);
    }
  }

  private async carryOut(
    { id, plan }: Change,
    contextName: string,
    signal: AbortSignal,
    onStep: StageStepListener,
  ): Promise<ChangeProblem | undefined> {
    const connected = await connectedFeed(this.session, this.store, signal);
    if (!connected.ok) return { reason: 'engine', step: undefined, failure: connected.error };
    const feed = connected.value;
    if (feed.connection.context.name !== contextName) return { reason: 'changed-meanwhile' };
    const listed = await feed.refreshAll();
    if (!listed.ok) return { reason: 'engine', step: undefined, failure: listed.error };
    if (this.hasChanged(plan)) return { reason: 'changed-meanwhile' };
    const tell: TellPhase = (step, phase, containerId) => {
      const written = onStep({ step, phase, containerId });
      this.setPhase(id, step, phase, containerId);
      return written;
    };
    const setPhase: SetPhase = (step, phase, containerId) => void tell(step, phase, containerId);
    const ready = (step: Step, containerId: string): Promise<ChangeProblem | undefined> =>
      this.ready(feed, step, containerId, signal, setPhase);
    if (plan.kind === 'restart' && plan.scaler.kind !== 'swarm')
      return restartOneByOne(plan, feed, tell, ready, signal);
    const scaler = await this.scalers.of(plan.scaler);
    const problem = await applyScale(plan, scaler, feed, setPhase, ready, signal);
    if (!problem && plan.kind === 'scale') await this.remember(contextName, plan);
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
  ): Promise<ChangeProblem | undefined> {
    // What the live state has may be from before the step: its health, or that the container is not there.
    const read = await feed.refresh([containerId]);
    if (!read.ok) {
      setPhase(step, 'failed', containerId);
      return { reason: 'engine', step, failure: read.error };
    }
    const found = await awaitReady(this.store, this.clock, containerId, signal);
    if (found.result === 'ready') {
      const unseen = await this.seenUp(feed, step, containerId);
      if (unseen) {
        setPhase(step, 'failed', containerId);
        return unseen;
      }
      setPhase(step, 'done', containerId);
      return undefined;
    }
    if (found.result === 'cancelled') return { reason: 'cancelled' };
    setPhase(step, 'failed', containerId);
    const said = await lastLog(feed.connection, containerId, '\n');
    return found.result === 'not-ready'
      ? { reason: 'not-ready', step, state: found.state, lastLog: said }
      : { reason: 'not-healthy-in-time', step, waitedMs: found.waitedMs, lastLog: said };
  }

  /** Of a replica without a health check only silence tells that it has stayed up, and an engine that hangs is silent too: it is asked. */
  private async seenUp(feed: StackFeed, step: Step, containerId: string): Promise<ChangeProblem | undefined> {
    if (findContainer(this.store.state, containerId)?.health !== 'none') return undefined;
    const read = await (this.session.current ?? feed).refresh([containerId]);
    if (!read.ok) return { reason: 'engine', step, failure: read.error };
    const state = findContainer(this.store.state, containerId)?.state ?? 'gone';
    return state === 'running' ? undefined : { reason: 'not-ready', step, state, lastLog: '' };
  }

  private hasChanged(plan: ServicePlan): boolean {
    const { snapshot } = this.store.state;
    if (!snapshot || !findStack(snapshot, plan.stackId)) return true;
    const service = findService(snapshot, plan.serviceId);
    const now = service ? planBasis(service) : [];
    return now.length !== plan.seen.length || now.some((basis, index) => basis !== plan.seen[index]);
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
    const change = this.store.state.changes.find((other) => other.id === id);
    if (!change) return;
    const steps = change.steps.map((state): StepState => (state.step === step ? { step, phase, containerId } : state));
    this.publish({ ...change, steps });
  }

  private async finish({ id, plan }: Change, problem: ChangeProblem | undefined): Promise<Change | undefined> {
    const running = await this.countNow(plan);
    const change = this.store.state.changes.find((other) => other.id === id);
    if (!change) return undefined;
    const steps = change.steps.map((state): StepState => ({ ...state, phase: phaseAtEnd[state.phase] }));
    const done: Change = { ...change, steps, outcome: { endedAt: this.clock.now(), problem, running } };
    this.publish(done);
    this.log.info(`${plan.service}: ${plan.from} to ${plan.to}: ${problem ? problem.reason : 'done'}`);
    return done;
  }

  /** Keeps, of each service, the operation that runs or ran last. */
  private publish(change: Change): void {
    const others = this.store.state.changes.filter((other) => other.plan.serviceId !== change.plan.serviceId);
    this.store.update({ changes: [...others, change] });
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

const bug = (error: unknown): ChangeProblem => ({
  reason: 'engine',
  step: undefined,
  failure: unexpected(error, ''),
});
