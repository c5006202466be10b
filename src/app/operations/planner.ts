import { backOverLimits } from '../../core/operation/plan/backOverLimits.js';
import { groupChanges } from '../../core/operation/plan/groupChanges.js';
import type { OperationPlan, PlannedGuard, ServiceCounts } from '../../core/operation/plan/operationPlan.js';
import type { OperationDraft } from '../../core/operation/plan/operationDraft.js';
import type { OperationRequest } from '../../core/operation/plan/operationRequest.js';
import { planOperation } from '../../core/operation/plan/planOperation.js';
import { targetsOf } from '../../core/operation/plan/targetsOf.js';
import { runbookFor } from '../../core/runbook/bundledRunbook.js';
import type { Runbook } from '../../core/runbook/runbook.js';
import { serviceOf } from '../../core/runbook/servicesInOrder.js';
import type { ServicePlan } from '../../core/scaling/plan.js';
import type { PlanFailure } from '../../core/scaling/planFailure.js';
import { planRestart } from '../../core/scaling/planRestart.js';
import { planScale } from '../../core/scaling/planScale.js';
import type { ScalerPreference } from '../../core/scaling/scalerChoice.js';
import { emptySnapshot, findStack, presentCount, type Service, type Stack } from '../../core/stack/stack.js';
import { fail, ok, type Result } from '../../util/result.js';
import type { EngineConnection } from '../ports.js';
import type { EngineSession } from '../connection/engineSession.js';
import type { LiveStore } from '../live/liveStore.js';
import { connectedFeed } from './connectedFeed.js';
import type { GuardFindings, OperationGuards } from './operationGuards.js';
import type { ScalerSet } from './change/scalerSet.js';

interface LookedAt extends Pick<OperationDraft, 'runbook' | 'restarts' | 'scales'> {
  readonly found: GuardFindings;
}

/** Makes plans from what the engine says at this moment. Changes nothing. */
export class Planner {
  constructor(
    private readonly session: EngineSession,
    private readonly store: LiveStore,
    private readonly scalers: ScalerSet,
    private readonly preference: () => ScalerPreference,
    private readonly guards: OperationGuards,
  ) {}

  scale(
    stackId: string,
    serviceName: string,
    target: number,
    signal: AbortSignal,
  ): Promise<Result<ServicePlan, PlanFailure>> {
    return this.forService(stackId, serviceName, signal, async (stack, runbook, service, connection) => {
      return this.planScale(stack, runbook, service, target, connection);
    });
  }

  restart(
    stackId: string,
    serviceName: string,
    only: readonly string[] | undefined,
    signal: AbortSignal,
  ): Promise<Result<ServicePlan, PlanFailure>> {
    return this.forService(stackId, serviceName, signal, (stack, runbook, service) =>
      Promise.resolve(planRestart(stack, runbook, service, only)),
    );
  }

  /** Everything that a request comes to, with the guards of the whole. */
  operation(request: OperationRequest, signal: AbortSignal): Promise<Result<OperationPlan, PlanFailure>> {
    return this.forStack(request.stackId, signal, async (stack, connection) => {
      const looked = await this.look(stack, connection, request, signal);
      if (!looked.ok) return looked;
      const { runbook, restarts, scales, found } = looked.value;
      return ok(
        planOperation({
          stack,
          runbook,
          context: connection.context.name,
          request,
          connections: found.connections,
          restarts,
          groups: groupChanges(scales, stack, runbook, found.roomFirst),
          roomFirst: found.roomFirst,
          guards: found.guards,
        }),
      );
    });
  }

  /**
   * What guards of the whole say by now of some services' next counts, which an operation is about to make.
   *
   * @param operation its id: it does not stand in its own way
   */
  guardsOf(
    stackId: string,
    counts: ServiceCounts,
    operation: string,
    signal: AbortSignal,
  ): Promise<Result<readonly PlannedGuard[], PlanFailure>> {
    return this.forStack(stackId, signal, async (stack, connection) => {
      const request: OperationRequest = { kind: 'scale', stackId, counts, refersTo: operation };
      const looked = await this.look(stack, connection, request, signal);
      return looked.ok ? ok(looked.value.found.guards) : looked;
    });
  }

  /** The plans of the single services that a request comes to, and what the guards of the whole say of them. */
  private async look(
    stack: Stack,
    connection: EngineConnection,
    request: OperationRequest,
    signal: AbortSignal,
  ): Promise<Result<LookedAt, PlanFailure>> {
    const runbook = this.runbookOf(stack);
    const asked = targetsOf(stack, runbook, request);
    if (!asked.ok) return asked;
    const { targets, restarts } = asked.value;
    const scales = await Promise.all(
      targets.map(async ({ service, count }) =>
        backOverLimits(request.kind, await this.planScale(stack, runbook, service, count, connection)),
      ),
    );
    const found = await this.guards.look({ stack, runbook, request, scales, restarts }, connection, signal);
    return ok({ runbook, restarts, scales, found });
  }

  private async planScale(
    stack: Stack,
    runbook: Runbook,
    service: Service,
    count: number,
    connection: EngineConnection,
  ): Promise<ServicePlan> {
    const nothingToCopy = presentCount(service) === 0 && count > 0;
    const problem = await this.composeProblem(connection, stack, service, nothingToCopy);
    return planScale(stack, runbook, service, count, this.preference(), problem);
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
