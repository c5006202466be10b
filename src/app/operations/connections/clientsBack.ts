import type { OperationProblem } from '../../../core/operation/operation.js';
import type { OperationPlan } from '../../../core/operation/plan/operationPlan.js';
import { isReady } from '../../../core/policy/condition.js';
import { runbookFor } from '../../../core/runbook/bundledRunbook.js';
import { runbookService, titleOf } from '../../../core/runbook/runbook.js';
import type { LimitFault } from '../../../core/scaling/connections/limitFault.js';
import type { LimitStage } from '../../../core/scaling/connections/planConnections.js';
import type { Replica } from '../../../core/stack/replica.js';
import { findStack } from '../../../core/stack/stack.js';
import type { LiveStore } from '../../live/liveStore.js';
import { pause } from '../../pause.js';
import type { Clock } from '../../ports.js';
import { patienceMs } from '../change/readiness.js';
import type { StageStepListener } from '../run/stageStepListener.js';
import type { ConnectionSetter } from './connectionSetter.js';

const lookEveryMs = 1000;

/** A service that opens connections to the database. */
interface Client {
  readonly title: string;
  readonly replicas: readonly Replica[];
  readonly ready: number;
}

/**
 * Gives a database another limit, and is done only when those who use it are as ready as they were: its restart has cut them all off, and what
 * comes after would be added to a service that is still finding its way back.
 */
export class ClientsBack implements ConnectionSetter {
  /** @param tell a fault as a sentence */
  constructor(
    private readonly setter: ConnectionSetter,
    private readonly store: LiveStore,
    private readonly clock: Clock,
    private readonly tell: (fault: LimitFault) => string,
  ) {}

  async carryOut(
    plan: Pick<OperationPlan, 'stackId' | 'context'>,
    stage: LimitStage,
    signal: AbortSignal,
    onStep: StageStepListener,
  ): Promise<OperationProblem | undefined> {
    const before = this.clients(plan.stackId) ?? new Map<string, Client>();
    const problem = await this.setter.carryOut(plan, stage, signal, onStep);
    return problem ?? (await this.waitFor(before, plan.stackId, stage.to, signal));
  }

  forget(plan: Pick<OperationPlan, 'stackId' | 'context'>, stage: LimitStage): Promise<void> {
    return this.setter.forget(plan, stage);
  }

  /** What was begun is done by now: whoever cancels waits no longer, and the limit stays. */
  private async waitFor(
    before: ReadonlyMap<string, Client>,
    stackId: string,
    to: number,
    signal: AbortSignal,
  ): Promise<OperationProblem | undefined> {
    const begunAt = this.clock.monotonic();
    const patience = Math.max(0, ...[...before.values()].flatMap(({ replicas }) => replicas.map(patienceMs)));
    for (;;) {
      const now = this.clients(stackId);
      const away = [...before].filter(([name, { ready }]) => (now?.get(name)?.ready ?? 0) < ready);
      const waitedMs = this.clock.monotonic() - begunAt;
      if (away.length === 0 || signal.aborted) return undefined;
      if (waitedMs >= patience) {
        // Out of sight, nothing is known of them: what comes next finds that out for itself.
        if (!now) return undefined;
        const sentence = this.tell({ fault: 'clients-away', to, titles: away.map(([, { title }]) => title), waitedMs });
        return { reason: 'connections', sentence, restored: undefined };
      }
      await pause(this.clock, lookEveryMs, signal);
    }
  }

  /** By Compose name; undefined while the stack is out of sight. */
  private clients(stackId: string): ReadonlyMap<string, Client> | undefined {
    const { snapshot, runbooks } = this.store.state;
    const stack = snapshot && findStack(snapshot, stackId);
    if (!stack) return undefined;
    const runbook = runbookFor(stack, runbooks);
    const clients = stack.services.filter(
      ({ name }) => (runbookService(runbook, name)?.connectionsPerReplica ?? 0) > 0,
    );
    return new Map(
      clients.map(({ name, replicas }) => [
        name,
        { title: titleOf(runbook, name), replicas, ready: replicas.filter(isReady).length },
      ]),
    );
  }
}
