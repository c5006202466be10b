import { runbookFor } from '../../core/runbook/bundledRunbook.js';
import type { Runbook } from '../../core/runbook/runbook.js';
import { serviceOf } from '../../core/runbook/servicesInOrder.js';
import { planBaseline } from '../../core/scaling/planBaseline.js';
import type { ServicePlan } from '../../core/scaling/plan.js';
import type { PlanFailure } from '../../core/scaling/planFailure.js';
import { planRestart } from '../../core/scaling/planRestart.js';
import { planScale } from '../../core/scaling/planScale.js';
import type { ScalerPreference } from '../../core/scaling/scalerChoice.js';
import { countedReplicas, emptySnapshot, findStack, type Service, type Stack } from '../../core/stack/stack.js';
import { fail, ok, type Result } from '../../util/result.js';
import type { EngineConnection } from '../ports.js';
import type { EngineSession } from '../connection/engineSession.js';
import type { LiveStore } from '../live/liveStore.js';
import { connectedFeed } from './connectedFeed.js';
import type { ScalerSet } from './scalerSet.js';

/** Makes plans from what the engine says at this moment. Changes nothing. */
export class Planner {
  constructor(
    private readonly session: EngineSession,
    private readonly store: LiveStore,
    private readonly scalers: ScalerSet,
    private readonly preference: () => ScalerPreference,
  ) {}

  /** @param target a count, or what to make of the present one */
  scale(
    stackId: string,
    serviceName: string,
    target: number | ((present: number) => number),
    signal: AbortSignal,
  ): Promise<Result<ServicePlan, PlanFailure>> {
    return this.forService(stackId, serviceName, signal, async (stack, runbook, service, connection) => {
      const present = countedReplicas(service).length;
      const count = typeof target === 'number' ? target : target(present);
      const problem = await this.composeProblem(connection, stack, service, present === 0 && count > 0);
      return planScale(stack, runbook, service, count, this.preference(), problem);
    });
  }

  restart(
    stackId: string,
    serviceName: string,
    replicaId: string | undefined,
    signal: AbortSignal,
  ): Promise<Result<ServicePlan, PlanFailure>> {
    return this.forService(stackId, serviceName, signal, (stack, runbook, service) =>
      Promise.resolve(planRestart(stack, runbook, service, replicaId)),
    );
  }

  async baseline(stackId: string, signal: AbortSignal): Promise<Result<readonly ServicePlan[], PlanFailure>> {
    return this.forStack(stackId, signal, async (stack, connection) => {
      const runbook = this.runbookOf(stack);
      const draft = planBaseline(stack, runbook, this.preference(), undefined);
      if (!draft) return fail({ reason: 'no-baseline', stack: stack.name });
      const needsCompose = draft.find((plan) => plan.scaler.kind === 'compose');
      const service = needsCompose && serviceOf(stack, runbook, needsCompose.service);
      const problem = service && (await this.composeProblem(connection, stack, service, true));
      return ok(planBaseline(stack, runbook, this.preference(), problem) ?? []);
    });
  }

  private runbookOf(stack: Stack): Runbook {
    return runbookFor(stack, this.store.state.runbooks);
  }

  private forService(
    stackId: string,
    name: string,
    signal: AbortSignal,
    make: (stack: Stack, runbook: Runbook, service: Service, connection: EngineConnection) => Promise<ServicePlan>,
  ): Promise<Result<ServicePlan, PlanFailure>> {
    return this.forStack(stackId, signal, async (stack, connection) => {
      const runbook = this.runbookOf(stack);
      const service = serviceOf(stack, runbook, name);
      return service
        ? ok(await make(stack, runbook, service, connection))
        : fail({ reason: 'no-service', service: name });
    });
  }

  private async forStack<T>(
    stackId: string,
    signal: AbortSignal,
    make: (stack: Stack, connection: EngineConnection) => Promise<Result<T, PlanFailure>>,
  ): Promise<Result<T, PlanFailure>> {
    const lease = this.session.demand.acquire();
    try {
      const connected = await connectedFeed(this.session, this.store, signal);
      if (!connected.ok) return fail({ reason: 'engine', failure: connected.error });
      const listed = await connected.value.refreshAll();
      if (!listed.ok) return fail({ reason: 'engine', failure: listed.error });
      const stack = findStack(this.store.state.snapshot ?? emptySnapshot, stackId);
      return stack ? await make(stack, connected.value.connection) : fail({ reason: 'no-stack', stack: stackId });
    } finally {
      lease.dispose();
    }
  }

  /** The CLI is asked only when the plan may need it: that costs a child process. */
  private async composeProblem(
    connection: EngineConnection,
    stack: Stack,
    service: Service,
    nothingToCopy: boolean,
  ): Promise<string | undefined> {
    const needed = this.preference() === 'compose' || (nothingToCopy && this.preference() === 'auto');
    if (!needed) return undefined;
    const compose = await this.scalers.compose();
    return compose.whyNot(connection, service.origin, stack.name);
  }
}
