import type { JournalEvent } from '../../../core/operation/journalEvent.js';
import type { OperationProblem, StageStep } from '../../../core/operation/operation.js';
import type { OperationPlan } from '../../../core/operation/plan/operationPlan.js';
import { isChanging, type Stage } from '../../../core/operation/stage.js';
import type { StepPhase } from '../../../core/scaling/change.js';
import { messageOf } from '../../../util/messageOf.js';
import type { HeldLocks } from '../ports.js';
import { measureBefore, observe, type MeasuredBefore } from './observer.js';
import type { OperationParts } from '../operationParts.js';
import { StageGuards } from './stageGuards.js';
import { StageRunner } from './stageRunner.js';
import type { StageStepListener } from './stageStepListener.js';

type WithoutTime<T> = T extends unknown ? Omit<T, 'operation' | 'at'> : never;

/** One operation, stage after stage; each is written down before it begins and when it has ended. */
export class OperationRun {
  private readonly stages: StageRunner;
  private readonly guards: StageGuards;
  /** Aborted when a step could not be written down: what cannot be told of afterwards is not done. */
  private readonly unwritten = new AbortController();
  private unwrittenBecause = '';
  private before: MeasuredBefore;
  /** Compose names of what got more replicas since `before`. */
  private grown = new Set<string>();

  /** @param over fires when the window closes, after which nothing is written */
  constructor(
    private readonly id: string,
    private readonly plan: OperationPlan,
    private readonly parts: OperationParts,
    private readonly held: HeldLocks,
    private readonly over: AbortSignal,
  ) {
    const { store, planner, changes, connections, guardText, clock } = parts;
    this.stages = new StageRunner(plan, store, planner, changes, connections);
    this.guards = new StageGuards(id, plan, planner, guardText, clock);
    this.before = measureBefore(store.state, plan.stackId, clock.now());
  }

  async carryOut(given: AbortSignal): Promise<OperationProblem | undefined> {
    const signal = AbortSignal.any([given, this.unwritten.signal]);
    for (const [index, stage] of this.plan.stages.entries()) {
      const problem = await this.one(index, stage, signal).catch((error: unknown) => this.journalProblem(error));
      if (problem) return this.unwritten.signal.aborted ? this.journalProblem(this.unwrittenBecause) : problem;
    }
    return undefined;
  }

  private async one(index: number, stage: Stage, signal: AbortSignal): Promise<OperationProblem | undefined> {
    if (signal.aborted) return { reason: 'cancelled' };
    if (!(await this.held.isHeld())) {
      return { reason: 'busy', title: isChanging(stage) ? stage.title : this.plan.stack, holder: 'another window' };
    }
    const against = await this.guards.before(index, signal);
    if (against) return against;
    const { clock, store } = this.parts;
    const until = isChanging(stage) ? undefined : clock.now() + stage.forMs;
    await this.record({ event: 'stage-begun', stage: index, until });
    const problem = isChanging(stage)
      ? await this.change(index, stage, signal)
      : await observe(store, clock, this.plan.stackId, this.before, this.grown, stage.forMs, signal);
    await this.record({ event: 'stage-ended', stage: index, phase: phaseOf(problem) });
    return problem;
  }

  private async change(
    index: number,
    stage: Extract<Stage, { serviceId: string }>,
    signal: AbortSignal,
  ): Promise<OperationProblem | undefined> {
    const previous = this.plan.stages[index - 1];
    // Stages side by side are looked at together, from before the first of them.
    if (!previous || !isChanging(previous)) {
      const { store, clock } = this.parts;
      this.before = measureBefore(store.state, this.plan.stackId, clock.now());
      this.grown = new Set();
    }
    if (stage.stage === 'scale' && stage.to > stage.from) this.grown.add(stage.service);
    const writes: Promise<void>[] = [];
    const onStep: StageStepListener = ({ step, phase, containerId }) => {
      const told = stepPhase[phase];
      if (told === undefined) return undefined;
      const { name, kind } = step;
      const event = { event: 'step', stage: index, step: { name, kind, phase: told, containerId } } as const;
      const write = this.record(event).catch((error: unknown) => {
        this.unwrittenBecause = messageOf(error);
        this.unwritten.abort();
      });
      writes.push(write);
      return write;
    };
    const problem = await this.stages.run(stage, signal, onStep);
    await Promise.all(writes);
    return problem;
  }

  private record(event: WithoutTime<JournalEvent>): Promise<void> {
    if (this.over.aborted) return Promise.reject(new Error('the window is closing'));
    return this.parts.journal.record({ ...event, operation: this.id, at: this.parts.clock.now() });
  }

  private readonly journalProblem = (error: unknown): OperationProblem => ({
    reason: 'journal',
    detail: messageOf(error),
  });
}

/** What of a step's life is written down. */
const stepPhase = {
  waiting: undefined,
  running: 'begun',
  'waiting-for-health': undefined,
  done: 'done',
  failed: 'failed',
  unfinished: undefined,
  'left-out': undefined,
} as const satisfies Record<StepPhase, StageStep['phase'] | undefined>;

function phaseOf(problem: OperationProblem | undefined): 'done' | 'failed' | 'unfinished' {
  if (!problem) return 'done';
  return problem.reason === 'cancelled' || problem.reason === 'interrupted' ? 'unfinished' : 'failed';
}
