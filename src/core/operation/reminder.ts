import { countIn } from './countIn.js';
import { isUnderWay, type Operation, type OperationResult } from './operation.js';
import { isChanging, type StageService } from './stage.js';
import { changedSomething, sharesService } from './watch.js';

/** A service that runs more replicas than before an operation. */
export interface StillUp extends StageService {
  readonly replicas: number;
  readonly before: number;
}

/**
 * When to ask whether fewer would do, wall time in ms; undefined where there is nothing to ask: it went not up, or not well. One that was interrupted
 * on its way up has left more behind, and nobody was there to be asked about it.
 */
export function remindAt({ plan, outcome }: Operation, remindMs: number): number | undefined {
  if (!outcome || remindMs <= 0) return undefined;
  const counts = reminded[outcome.result] === 'wanted' ? plan.after : reminded[outcome.result] && outcome.counts;
  const wentUp = Object.entries(counts ?? {}).some(
    ([service, count]) => count > (countIn(plan.before, service) ?? count),
  );
  return wentUp ? outcome.endedAt + remindMs : undefined;
}

/** By which counts it went up; undefined where a person was shown the way back as it ended. */
const reminded = {
  done: 'wanted',
  interrupted: 'there',
  stopped: undefined,
  failed: undefined,
  cancelled: undefined,
} as const satisfies Record<OperationResult, 'wanted' | 'there' | undefined>;

/** A later operation that changes one of its services: it went down again, or has a reminder of its own. */
export const isSuperseded = (operation: Operation, operations: readonly Operation[]): boolean =>
  operations.some(
    (other) =>
      other.startedAt >= (operation.outcome?.endedAt ?? Infinity) &&
      (isUnderWay(other) || changedSomething(other)) &&
      sharesService(operation, other),
  );

/**
 * What still runs more than before.
 *
 * @param countOf how many replicas of a service (its id) there are now; undefined where that is not known
 */
export function stillUp({ plan }: Operation, countOf: (serviceId: string) => number | undefined): readonly StillUp[] {
  const scaled = plan.stages.filter(isChanging).filter(({ stage }) => stage === 'scale');
  return scaled.flatMap(({ serviceId, service, title }, index) => {
    const before = countIn(plan.before, service);
    const replicas = countOf(serviceId);
    const isFirst = scaled.findIndex((other) => other.serviceId === serviceId) === index;
    const isUp =
      before !== undefined &&
      replicas !== undefined &&
      replicas > before &&
      (countIn(plan.after, service) ?? 0) > before;
    return isFirst && isUp ? [{ serviceId, service, title, replicas, before }] : [];
  });
}
