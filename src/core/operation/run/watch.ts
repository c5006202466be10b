import type { Measured } from './measured.js';
import { lastToldAt } from './comingToRest.js';
import type { Operation, StageStep, Watch, WatchLook } from '../operation.js';
import { isChanging } from '../stage.js';
import { blindBetween, worsenedBetween } from './worsened.js';

/** Something was done to some replica or to the database, so that it can have made a difference. */
export const changedSomething = ({ plan, stages }: Operation): boolean =>
  stages.some(({ steps, phase }, index) => {
    const stage = plan.stages[index];
    // A restart of the database that nobody saw the end of cuts everybody off all the same.
    const counts = (step: StageStep): boolean =>
      step.phase === 'done' || (step.phase === 'begun' && stage?.stage === 'set-connections');
    return stage && isChanging(stage) && (phase === 'done' || steps.some(counts));
  });

/**
 * It has ended, has changed something that can be looked at, and nobody has begun to watch that. What was interrupted is watched like the rest, as
 * half of a change can do harm, too; one that was gone on with is watched with what went on with it.
 */
export const isUnwatched = (operation: Operation): boolean => {
  const { outcome, before, watch, continuedBy } = operation;
  const isOver = outcome !== undefined && (outcome.result !== 'interrupted' || continuedBy === undefined);
  return isOver && !watch && changedSomething(operation) && (outcome.after ?? before) !== undefined;
};

/** What the time of watching counts from, wall time in ms: an interruption is found later than anything was changed. */
export const watchedFrom = (operation: Operation): number | undefined =>
  operation.outcome?.result === 'interrupted' ? lastToldAt(operation) : operation.outcome?.endedAt;

/**
 * What a look at this moment is held against: how it was when the operation ended, or else before it. The look once it has settled is the
 * check of the last step, which nobody has looked at before: that one is held against how it was before the operation.
 */
export function watchedAgainst(operation: Operation, now: number): Measured | undefined {
  const { outcome, before } = operation;
  const isCheck = outcome?.result === 'done' && isSettled(operation, now);
  return isCheck ? (before ?? outcome.after) : (outcome?.after ?? before);
}

/** A look at this moment is the one that tells what the operation came to. */
export const isSettled = ({ watch }: Operation, now: number): boolean =>
  watch?.firstAt !== undefined && now >= watch.firstAt && isToSettle(watch, watch.firstAt);

/** Nobody has looked since it has settled. */
const isToSettle = ({ looks }: Watch, firstAt: number): boolean => looks.every(({ at }) => at < firstAt);

/** It goes on until its verdict is written down, however late that is. */
export const isWatched = (operation: Operation): operation is Operation & { readonly watch: Watch } =>
  operation.watch !== undefined && operation.watch.verdict === undefined;

/**
 * The next look from `now` on; undefined once the time is over. One comes when the operation has settled; the others are at even distances, the
 * last one at the end, and the first of them not at once. Those that nobody was there for are not made up for.
 *
 * @param begunAt when the operation ended
 */
export function nextLookAt(watch: Watch, begunAt: number, now: number): number | undefined {
  const { firstAt } = watch;
  const next = nextEvenLookAt(watch, begunAt, now);
  const isAhead = firstAt !== undefined && firstAt >= now && isToSettle(watch, firstAt);
  return isAhead && next !== undefined ? Math.min(firstAt, next) : next;
}

function nextEvenLookAt({ until, everyMs, looks }: Watch, begunAt: number, now: number): number | undefined {
  const distance = Math.max(1, everyMs);
  const from = Math.max(now, begunAt + Math.ceil(distance / 2), (looks.at(-1)?.at ?? -Infinity) + 1);
  return from > until ? undefined : until - Math.floor((until - from) / distance) * distance;
}

/** A look at how it is now; the one once the operation has settled keeps what it saw. */
export const lookAt = (against: Measured, now: Measured, isSettled = false): Omit<WatchLook, 'at'> => ({
  worsened: worsenedBetween(against, now),
  blind: blindBetween(against, now),
  ...(isSettled ? { measured: now } : {}),
});

/**
 * What the looks say together. Calm takes that at least half of the looks were made and saw everything, the last one among them: not having
 * looked is no all-clear.
 */
export function verdictOf({ until, everyMs, looks }: Watch, begunAt: number): 'calm' | 'worse' | 'unknown' {
  if (looks.some(({ worsened }) => worsened.length > 0)) return 'worse';
  const seen = looks.filter(({ blind }) => blind.length === 0);
  const last = seen.at(-1);
  const planned = Math.max(1, Math.floor((until - begunAt) / everyMs));
  const sawTheEnd = last !== undefined && last.at >= until - everyMs / 2;
  return sawTheEnd && seen.length * 2 >= planned ? 'calm' : 'unknown';
}

/** Whether an operation changes a service that another one has changed, on the same engine as far as its context's name tells. */
export function sharesService(one: Operation, other: Operation): boolean {
  if (one.plan.context !== other.plan.context) return false;
  const ids = serviceIds(one);
  return serviceIds(other).some((id) => ids.includes(id));
}

const serviceIds = ({ plan }: Operation): readonly string[] =>
  plan.stages.filter(isChanging).map(({ serviceId }) => serviceId);
