import { compareLevels, isAlarm } from '../policy/level.js';
import type { Measured, MeasuredService } from './measured.js';
import type { Worsened } from './operation.js';

/**
 * The services whose level rose to a warning or to critical. One of which nothing was known before counts, too: not knowing was no
 * all-clear. What is unknown afterwards is `blindBetween`.
 */
export function worsenedBetween(before: Measured, after: Measured): readonly Worsened[] {
  return pairs(before, after).flatMap(({ then, now }) =>
    now && isAlarm(now.level) && compareLevels(now.level, then.level) > 0
      ? [{ title: now.title, from: then.level, to: now.level, rule: shownBy(now) }]
      : [],
  );
}

/**
 * Titles of the services of which less is known than before: their level was known and is not now, or they are gone. One whose tasks went to
 * nodes out of sight is not among them, as waiting would not bring them back, and neither is one that was in trouble by its replicas alone and
 * is not any more: there was no figure that could have been lost.
 */
export function blindBetween(before: Measured, after: Measured): readonly string[] {
  return pairs(before, after)
    .filter(({ then }) => then.level !== 'unknown')
    .filter(
      ({ then, now }) => now === undefined || (now.level === 'unknown' && now.isElsewhere !== true && lost(then, now)),
    )
    .map(({ then }) => then.title);
}

/** What is normal is known in every way; of an alarm a part can be unknown beneath it all the time. */
const lost = (then: MeasuredService, now: MeasuredService): boolean =>
  then.level === 'normal' ||
  then.figures.some(
    ({ metric, level }) =>
      level !== 'unknown' && !now.figures.some((figure) => figure.metric === metric && figure.level !== 'unknown'),
  );

const pairs = (
  before: Measured,
  after: Measured,
): readonly { readonly then: MeasuredService; readonly now: MeasuredService | undefined }[] =>
  before.services.map((then) => ({ then, now: after.services.find(({ service }) => service === then.service) }));

/** The first figure that is as bad as its service; empty where the replicas themselves are what is wrong. */
const shownBy = ({ figures, level }: MeasuredService): string =>
  figures.find((figure) => figure.level === level)?.title ?? '';
