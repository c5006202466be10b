import { fail, ok, type Result } from '../../util/result.js';
import { minuteMs } from '../../util/minuteMs.js';
import { mannKendall, provenZ } from './statistics/mannKendall.js';
import { median } from './statistics/median.js';
import { minuteMedians } from './statistics/minuteMedians.js';
import type { Sample } from './statistics/sample.js';
import { theilSen } from './statistics/theilSen.js';

/** How memory grows. */
export interface Growth {
  /** Of where it was an hour ago. A rise that is not proven counts as none; negative while it falls. */
  readonly percentPerHour: number;
  /** At this rate; undefined where it does not grow, or towards no limit. */
  readonly timeToLimitMs: number | undefined;
}

/** Why growth is not known: too short a time was seen, too little of it, or it began anew; or there is nothing to compare with. */
export type GrowthUnknown = 'too-short' | 'too-few' | 'restarted' | 'no-base';

export interface Memory {
  /** In percent of the limit, or in bytes. */
  readonly samples: readonly Sample[];
  /** In the unit of the samples, so 100 for percent; undefined for bytes without a limit. */
  readonly limit: number | undefined;
  /** Times at which a replica started anew. */
  readonly restarts: readonly number[];
}

const hourMs = 60 * minuteMs;
const leastSpanMs = 45 * minuteMs;
const leastMinutes = 36;

/** Growth below both shares is none, whatever its percentage: of the limit, or in bytes where there is none. Per hour. */
const leastShareOfLimit = 0.02;
const leastBytes = 50 * 1024 * 1024;

/** A minute below this share of the minutes before it began anew. */
const restartDrop = 0.7;

/** Over the last hour, since the last restart within it. */
export function growthOf({ samples, limit, restarts }: Memory, nowTauMs: number): Result<Growth, GrowthUnknown> {
  const hour = minuteMedians(samples, nowTauMs, hourMs / minuteMs);
  const restart = Math.max(lastDrop(hour), ...restarts.filter((tauMs) => tauMs <= nowTauMs));
  const minutes = minuteMedians(
    samples.filter(({ tauMs }) => tauMs >= restart),
    nowTauMs,
    hourMs / minuteMs,
  );
  const [first, last] = [minutes[0], minutes.at(-1)];
  if (!first || !last || last.tauMs - first.tauMs < leastSpanMs) {
    return fail(restart > nowTauMs - hourMs ? 'restarted' : 'too-short');
  }
  if (minutes.length < leastMinutes) return fail('too-few');
  const line = theilSen(minutes);
  const base = line?.at(first.tauMs) ?? 0;
  if (!line || !(base > 0)) return fail('no-base');
  const perHour = line.slopePerMs * hourMs;
  const percentPerHour = (perHour / base) * 100;
  const proven = mannKendall(minutes.map(({ value }) => value)) >= provenZ;
  const floor = limit === undefined ? leastBytes : limit * leastShareOfLimit;
  if (!proven || perHour < floor) return ok({ percentPerHour: Math.min(0, percentPerHour), timeToLimitMs: undefined });
  const left = limit === undefined ? undefined : Math.max(0, limit - line.at(nowTauMs));
  return ok({ percentPerHour, timeToLimitMs: left === undefined ? undefined : left / line.slopePerMs });
}

/** When the last minute began that lies far below the five before it; a short spike that ends is not one. */
function lastDrop(minutes: readonly Sample[]): number {
  const drop = minutes.findLast(({ value }, index) => {
    const before = median(minutes.slice(Math.max(0, index - 5), index).map((minute) => minute.value));
    return before !== undefined && value < restartDrop * before;
  });
  return drop?.tauMs ?? -Infinity;
}
