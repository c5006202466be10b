import { compareLevels, isAlarm, worstLevel } from '../../policy/level.js';
import type { Measured, MeasuredService } from './measured.js';
import type { Worsened } from '../operation.js';

/**
 * The services whose level rose to a warning or to critical. One of which nothing was known before counts, too: not knowing was no
 * all-clear. What is unknown afterwards is `blindBetween`.
 *
 * @param grown Compose names of services that got more replicas in between. That more is asked of such a one is why it grows, and no reason to stop
 * halfway: only its other figures and its replicas count.
 */
export function worsenedBetween(
  before: Measured,
  after: Measured,
  grown: ReadonlySet<string> = nobody,
): readonly Worsened[] {
  return pairs(before, after).flatMap(({ then, now }) =>
    now ? worsenedBy(then, grown.has(now.service) ? withoutDemand(now) : now) : [],
  );
}

const nobody: ReadonlySet<string> = new Set();

const worsenedBy = (then: MeasuredService, now: MeasuredService): readonly Worsened[] =>
  isAlarm(now.level) && compareLevels(now.level, then.level) > 0
    ? [{ title: now.title, from: then.level, to: now.level, rule: shownBy(now) }]
    : [];

/** As bad as it would be without what is asked of it. Where no such figure is as bad as the whole, something else is what is wrong. */
function withoutDemand(now: MeasuredService): MeasuredService {
  const isByDemand = now.figures.some(({ isDemand, level }) => isDemand === true && level === now.level);
  if (!isByDemand || now.ready < now.replicas) return now;
  const figures = now.figures.filter(({ isDemand }) => isDemand !== true);
  return { ...now, figures, level: worstLevel(figures.map(({ level }) => level)) };
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
