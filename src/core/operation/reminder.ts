import { countIn } from './run/countIn.js';
import { isUnderWay, type Operation } from './operation.js';
import { isChanging, type StageService } from './stage.js';
import { changedSomething, sharesService } from './run/watch.js';

/** A service that runs more replicas than before an operation. */
export interface StillUp extends StageService {
  readonly replicas: number;
  readonly before: number;
}

/**
 * When to ask whether fewer would do, wall time in ms; undefined where there is nothing to ask: it did not go up. One that ended on its way up is
 * asked about where it has left more behind, however it ended: being shown the way back once is easily missed.
 */
export function remindAt(operation: Operation, remindMs: number): number | undefined {
  const { plan, outcome } = operation;
  if (!outcome || remindMs <= 0 || !hasBegun(operation)) return undefined;
  const counts = outcome.result === 'done' ? plan.after : outcome.counts;
  const wentUp = Object.keys(plan.before).some((service) => {
    const [before, after] = [countIn(plan.before, service), countIn(plan.after, service)];
    const there = countIn(counts, service);
    return before !== undefined && (after ?? 0) > before && (there ?? 0) > before;
  });
  return wentUp ? outcome.endedAt + remindMs : undefined;
}

/** It was at work itself: what there is more of may be somebody else's. What was interrupted may not have come to write it down. */
const hasBegun = (operation: Operation): boolean =>
  operation.outcome?.result === 'interrupted' ||
  changedSomething(operation) ||
  operation.stages.some(({ steps }) => steps.length > 0);

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
