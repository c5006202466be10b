import type { ChecklistRun } from '../../core/checklist/run.js';
import type { RunGround } from '../../core/checklist/checks/ground.js';
import type { LiveState } from '../../core/live/liveState.js';
import type { PlannedGuard } from '../../core/operation/plan/operationPlan.js';
import type { Operation } from '../../core/operation/operation.js';
import { isChanging } from '../../core/operation/stage.js';
import { freshPolicy } from '../../core/policy/stackStatus.js';
import { statusOf } from '../../core/policy/serviceStatus.js';
import { runbookFor } from '../../core/runbook/bundledRunbook.js';
import { serviceOf, servicesInOrder } from '../../core/runbook/servicesInOrder.js';
import { findStack } from '../../core/stack/stack.js';

/** What is known beside the live state. */
export interface BesidesState {
  readonly guards: readonly PlannedGuard[] | undefined;
  readonly isTold: IsTold;
}

/** Whether the team was told by itself that an operation began, or how it ended. */
export type IsTold = (operation: string, what: 'beginning' | 'end') => boolean;

/** Undefined while nothing can be said of the run: its context is not the one in use, or its stack is not there. */
export function runGround(
  run: ChecklistRun,
  state: LiveState,
  now: number,
  { guards, isTold }: BesidesState,
): RunGround | undefined {
  const { context, stackId, service: name, operation: operationId } = run.subject;
  const { connection, snapshot, runbooks, operations, verifications } = state;
  if (connection.phase === 'idle' || connection.context.name !== context) return undefined;
  const stack = snapshot && findStack(snapshot, stackId);
  if (!stack) return undefined;
  const runbook = runbookFor(stack, runbooks);
  const one = name === '' ? undefined : serviceOf(stack, runbook, name);
  const services = name === '' ? servicesInOrder(stack, runbook).runbook : one ? [one] : [];
  const operation = operations.find(({ id }) => id === operationId);
  const wanted = name === '' ? changedBy(operation) : [name];
  const since = operation?.startedAt ?? run.startedAt;
  return {
    run,
    stack,
    runbook,
    services: services.map((service) => {
      const policy = freshPolicy(state, service, now);
      return { status: statusOf(service, policy, runbook), policy };
    }),
    operation,
    verifications: verifications.filter(
      ({ request, context: other, startedAt }) =>
        request.stackId === stackId && other === context && startedAt >= since && covers(request.services, wanted),
    ),
    guards,
    isTeamTold: run.teamToldAt !== undefined || (operation !== undefined && isTold(operation.id, 'beginning')),
    isTeamToldEnd: run.teamToldEndAt !== undefined || (operation !== undefined && isTold(operation.id, 'end')),
  };
}

/** One of every service covers each of them. Of a stack of which nothing was changed, nothing less does. */
const covers = (services: readonly string[], wanted: readonly string[]): boolean =>
  services.length === 0 || (wanted.length > 0 && wanted.every((service) => services.includes(service)));

const changedBy = (operation: Operation | undefined): readonly string[] =>
  operation?.plan.stages.filter(isChanging).map(({ service }) => service) ?? [];
