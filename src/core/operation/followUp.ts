import { countIn } from './run/countIn.js';
import type { Operation } from './operation.js';
import { isRestartedSince } from './run/restartedSince.js';
import type { ServiceCounts } from './plan/operationPlan.js';
import type { KeptSettings, OperationRequest } from './plan/operationRequest.js';
import type { ChangingStage, Stage } from './stage.js';

/** What a person can ask for from an operation that has ended. The plan is made anew, of what runs when it is asked for. */

/** Back to the counts, and the database's limit, from before it. Undefined where it changed nothing that can be taken back. */
export function undoOf(operation: Operation): OperationRequest | undefined {
  const { plan, outcome } = operation;
  if (!outcome) return undefined;
  const counts = Object.fromEntries(
    Object.entries(plan.before).filter(([service, count]) => countIn(outcome.counts, service) !== count),
  );
  const limit = raisedLimit(operation);
  if (Object.keys(counts).length === 0 && limit === undefined) return undefined;
  return {
    kind: 'undo',
    stackId: plan.stackId,
    counts,
    ...(limit === undefined ? {} : { connections: limit, ...keptBy(operation) }),
    refersTo: operation.id,
  };
}

/** The limit from before it, where it was changed and not put back. */
function raisedLimit({ plan, stages, outcome }: Operation): number | undefined {
  if (outcome?.problem?.reason === 'connections' && outcome.problem.restored === true) return undefined;
  return plan.stages.flatMap((stage, index) => {
    const phase = stages[index]?.phase;
    const begun = phase !== undefined && phase !== 'pending' && phase !== 'left-out';
    if (stage.stage !== 'set-connections' || !begun) return [];
    // What was put back is not taken forward again.
    if (stage.putsBack) return phase === 'done' ? [] : [stage.to];
    return [stage.from];
  })[0];
}

/** What was kept before its change of a limit, where nobody knows that this came to an end. */
function keptBy({ plan, stages, outcome }: Operation): { readonly keptSettings?: KeptSettings } {
  if (outcome?.problem?.reason === 'connections' && outcome.problem.restored === true) return {};
  const found = plan.stages.flatMap((stage, index): readonly KeptSettings[] => {
    const phase = stages[index]?.phase;
    if (stage.stage !== 'set-connections' || stage.dataFolder === undefined) return [];
    if (phase !== 'unfinished' && phase !== 'failed') return [];
    const { dataFolder, from, to } = stage;
    return [stage.putsBack ? { dataFolder, limit: to, tried: from } : { dataFolder, limit: from, tried: to }];
  });
  return found[0] ? { keptSettings: found[0] } : {};
}

/** The same again. Undefined while it is under way. */
export function repeatOf(operation: Operation): OperationRequest | undefined {
  const { plan, outcome } = operation;
  if (!outcome) return undefined;
  const restarts = plan.stages.filter((stage) => stage.stage === 'restart');
  const restart = distinct(restarts.map(({ service }) => service));
  return {
    kind: 'repeat',
    purpose: plan.purpose,
    stackId: plan.stackId,
    counts: plan.after,
    ...(restart.length > 0 ? { restart } : {}),
    // A restart of some replicas was none of their service.
    ...(restarts.some((stage) => isOfSome(stage, plan))
      ? { onlyContainers: restarts.flatMap(({ containerIds }) => containerIds) }
      : {}),
    ...limitOf(plan.stages),
    pace: plan.pace,
    refersTo: operation.id,
  };
}

const isOfSome = (
  { serviceId, containerIds }: Extract<Stage, { stage: 'restart' }>,
  { services }: Operation['plan'],
): boolean => services.some((service) => service.serviceId === serviceId && service.seen.length > containerIds.length);

/** When a container was last started, by its engine's clock in ms; undefined when that is not known. */
export type StartedAt = (containerId: string) => number | undefined;

/**
 * What it did not come to. Undefined where nothing is left, while it is under way, and where another operation went on with it. What may have
 * been done just when it stopped is asked of the engine: services that have their count by now get no step in the new plan, and a
 * replica that was started since the stage began counts as restarted.
 */
export function resumeOf(operation: Operation, now: number, startedAt: StartedAt): OperationRequest | undefined {
  const { plan, outcome, continuedBy } = operation;
  if (!outcome || outcome.result === 'done' || continuedBy !== undefined) return undefined;
  const left = plan.stages.filter((_, index) => operation.stages[index]?.phase !== 'done');
  const changing = left.filter((stage): stage is ChangingStage => stage.stage !== 'observe');
  const counts: ServiceCounts = Object.fromEntries(
    Object.entries(plan.after).filter(([service]) =>
      changing.some((stage) => stage.stage === 'scale' && stage.service === service),
    ),
  );
  const restarts = notRestarted(operation, startedAt);
  const limit = limitOf(left);
  if (Object.keys(counts).length === 0 && restarts.length === 0 && limit.connections === undefined) return undefined;
  const waitMs = waitLeft(operation, now);
  return {
    kind: 'resume',
    purpose: plan.purpose,
    stackId: plan.stackId,
    counts,
    ...(restarts.length > 0
      ? {
          restart: distinct(restarts.map(({ service }) => service)),
          onlyContainers: restarts.map(({ containerId }) => containerId),
        }
      : {}),
    ...limit,
    ...(limit.connections === undefined ? {} : keptBy(operation)),
    pace: plan.pace,
    ...(waitMs > 0 ? { waitMs } : {}),
    refersTo: operation.id,
  };
}

const limitOf = (stages: readonly Stage[]): { readonly connections?: number } =>
  stages.flatMap((stage) => (stage.stage === 'set-connections' ? [{ connections: stage.to }] : []))[0] ?? {};

function notRestarted(
  { plan, stages }: Operation,
  startedAt: StartedAt,
): readonly { readonly service: string; readonly containerId: string }[] {
  return plan.stages.flatMap((stage, index) => {
    const state = stages[index];
    if (stage.stage !== 'restart' || state?.phase === 'done') return [];
    const isDone = (containerId: string): boolean => {
      const phase = state?.steps.find((step) => step.containerId === containerId)?.phase;
      // One that did not become ready after its restart is worth another.
      if (phase === 'failed') return false;
      return phase === 'done' || isRestartedSince(stage, state, containerId, startedAt(containerId));
    };
    return stage.containerIds
      .filter((containerId) => !isDone(containerId))
      .map((containerId) => ({ service: stage.service, containerId }));
  });
}

/** Of a wait that it was in. Time that nobody watched counts: what got worse in it shows in the plan's guards. */
function waitLeft({ stages }: Operation, now: number): number {
  const stopped = stages.find(({ phase }) => phase === 'unfinished');
  return stopped?.until === undefined ? 0 : Math.max(0, stopped.until - now);
}

const distinct = (names: readonly string[]): readonly string[] => [...new Set(names)];
