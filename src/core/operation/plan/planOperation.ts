import type { Runbook } from '../../runbook/runbook.js';
import { isBlocked, isEmpty, type ServicePlan } from '../../scaling/plan.js';
import type { Stack } from '../../stack/stack.js';
import { gradualCounts } from './gradualCounts.js';
import type { OperationPlan, PlannedGuard, ServiceCounts } from './operationPlan.js';
import type { OperationRequest } from './operationRequest.js';
import type { ChangingStage, Stage, StageService, StartTimes } from '../stage.js';

export interface PlanParts {
  readonly stack: Stack;
  readonly runbook: Runbook;
  readonly context: string;
  readonly request: OperationRequest;
  /** The database's limit: raised before anything else, lowered when all that uses it has gone down. */
  readonly connections: Extract<Stage, { stage: 'set-connections' }> | undefined;
  readonly restarts: readonly ServicePlan[];
  /** Changes of counts, in the order in which they are made. Within a group they go step by step together. */
  readonly groups: readonly (readonly ServicePlan[])[];
  /** What goes makes room for what comes, and goes at once: with a wait on its way, those that are needed would wait. */
  readonly roomFirst: boolean;
  readonly guards: readonly PlannedGuard[];
}

/** "30-60 seconds" for a service to come up. */
const upMs = 60_000;
const downMs = 15_000;
const restartMs = 20_000;
const connectionsMs = 30_000;
/** Everybody connects anew after the database has restarted, which adds no load: it settles sooner than new replicas. */
const reconnectMs = 60_000;

/** All that is done for a request, in order, with the waits between. What needs a database that does not run is left for when it does. */
export function planOperation(parts: PlanParts): OperationPlan {
  const { waitMs: _, ...atOnce } = parts.request;
  return parts.connections?.putsBack
    ? planAll({ ...parts, request: atOnce, restarts: [], groups: [] })
    : planAll(parts);
}

function planAll(parts: PlanParts): OperationPlan {
  const { stack, runbook, context, request, connections, restarts, groups, roomFirst, guards } = parts;
  const scales = groups.flat();
  const services = [...restarts, ...scales].filter((plan) => !isEmpty(plan) || isBlocked(plan));
  const wait: readonly Stage[] = request.waitMs
    ? [{ stage: 'observe', forMs: request.waitMs, after: directionOf(scales) }]
    : [];
  const raise = connections && !isLowered(connections) ? [connections] : [];
  const begin: readonly Stage[] = restarts.filter((plan) => !isEmpty(plan)).map(restartStage);
  const end = connections && isLowered(connections) ? [connections] : [];
  const rest: readonly Stage[] = [...begin, ...gradualStages(groups, begin.length > 0, roomFirst, runbook)];
  const look: readonly Stage[] =
    raise.length > 0 && rest.length > 0
      ? [{ stage: 'observe', forMs: Math.min(reconnectMs, runbook.operations.settleMs), after: 'connections' }]
      : [];
  const gradual = [...wait, ...raise, ...look, ...rest, ...end];
  const direct = [
    ...wait,
    ...raise,
    ...begin,
    ...scales.filter((plan) => !isEmpty(plan)).map((plan) => scaleStage(plan, plan.from, plan.to)),
    ...end,
  ];
  const pace = request.pace ?? 'gradual';
  const stages = (pace === 'direct' ? direct : gradual).map((stage) => withStartTimes(stage, stack));
  return {
    kind: request.kind,
    purpose: request.purpose,
    context,
    stackId: stack.id,
    stack: stack.name,
    stages,
    services,
    guards,
    pace,
    hasPaces: gradual.length !== direct.length,
    before: countsOf(scales, ({ from }) => from),
    after: countsOf(scales, ({ to }) => to),
    expectedMs: stages.reduce((sum, stage) => sum + expectedMs(stage), 0),
    refersTo: request.refersTo,
  };
}

/** One rung of every service of a group, a look, the next rung. What makes room first is one round, and no look follows it. */
function gradualStages(
  groups: readonly (readonly ServicePlan[])[],
  afterRestart: boolean,
  roomFirst: boolean,
  runbook: Runbook,
): readonly Stage[] {
  const rounds = groups.flatMap((group) => (roomFirst && isFewer(group) ? atOnce(group) : roundsOf(group, runbook)));
  // What comes after the last round is the operation's end, and the watch after it.
  return rounds.flatMap(({ stages, direction }, index) => {
    const after = index === 0 ? (afterRestart ? 'restart' : undefined) : rounds[index - 1]?.direction;
    if (after === undefined || (roomFirst && after === 'down')) return stages;
    const isDown = after === 'down' && direction === 'down';
    const forMs = isDown ? runbook.scaleDown.betweenMs : runbook.operations.settleMs;
    return [{ stage: 'observe', forMs, after }, ...stages];
  });
}

interface Round {
  readonly direction: 'up' | 'down';
  readonly stages: readonly Stage[];
}

const isFewer = (group: readonly ServicePlan[]): boolean => group.every((plan) => plan.to < plan.from);

function atOnce(group: readonly ServicePlan[]): readonly Round[] {
  const stages = group.filter((plan) => !isEmpty(plan)).map((plan) => scaleStage(plan, plan.from, plan.to));
  return stages.length === 0 ? [] : [{ direction: 'down', stages }];
}

function roundsOf(group: readonly ServicePlan[], { rungs }: Runbook): readonly Round[] {
  const ways = group
    .filter((plan) => !isEmpty(plan))
    .map((plan) => ({ plan, counts: plan.from === plan.to ? [plan.to] : gradualCounts(plan.from, plan.to, rungs) }));
  const length = Math.max(0, ...ways.map(({ counts }) => counts.length));
  return Array.from({ length }, (_, round): Round => {
    const now = ways.filter(({ counts }) => round < counts.length);
    return {
      direction: now.some(({ plan }) => plan.to >= plan.from) ? 'up' : 'down',
      stages: now.map(({ plan, counts }) => scaleStage(plan, counts[round - 1] ?? plan.from, counts[round] ?? plan.to)),
    };
  });
}

const serviceOf = ({ serviceId, service, title }: ServicePlan): StageService => ({ serviceId, service, title });

const scaleStage = (plan: ServicePlan, from: number, to: number): ChangingStage => ({
  stage: 'scale',
  ...serviceOf(plan),
  from,
  to,
});

const restartStage = (plan: ServicePlan): ChangingStage => ({
  stage: 'restart',
  ...serviceOf(plan),
  containerIds: plan.steps.flatMap((step) => (step.kind === 'restart' ? [step.containerId] : [])),
});

function withStartTimes(stage: Stage, stack: Stack): Stage {
  if (stage.stage !== 'restart' && stage.stage !== 'set-connections') return stage;
  const replicas = stack.services.find(({ id }) => id === stage.serviceId)?.replicas ?? [];
  const isMeant = (containerId: string): boolean =>
    stage.stage === 'set-connections' || stage.containerIds.includes(containerId);
  const times = replicas
    .filter(({ containerId }) => isMeant(containerId))
    .map(({ containerId, startedAt }) => [containerId, startedAt ?? 0]);
  return { ...stage, startedAt: Object.fromEntries(times) as StartTimes };
}

const isLowered = ({ from, to }: Extract<Stage, { stage: 'set-connections' }>): boolean => to < from;

const directionOf = (plans: readonly ServicePlan[]): 'up' | 'down' =>
  plans.some((plan) => plan.to > plan.from) ? 'up' : 'down';

const countsOf = (plans: readonly ServicePlan[], count: (plan: ServicePlan) => number): ServiceCounts =>
  Object.fromEntries(plans.map((plan) => [plan.service, count(plan)]));

function expectedMs(stage: Stage): number {
  switch (stage.stage) {
    case 'scale':
      return stage.to >= stage.from ? upMs : downMs;
    case 'restart':
      return stage.containerIds.length * restartMs;
    case 'set-connections':
      return connectionsMs;
    case 'observe':
      return stage.forMs;
  }
}
