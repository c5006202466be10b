import { minuteMs } from '../../util/minuteMs.js';
import type { Trend } from './signal.js';
import { mannKendall, provenZ } from './statistics/mannKendall.js';
import { minuteMedians } from './statistics/minuteMedians.js';
import type { Sample } from './statistics/sample.js';
import { theilSen, type Line } from './statistics/theilSen.js';

export interface Rise {
  /** In the metric's unit. */
  readonly slopePerMinute: number;
  /** Where it will be in ten minutes, in the metric's unit; may lie over 100 %. */
  readonly projected: number;
}

const windowMinutes = 10;
const leastMinutes = 8;
const horizonMs = 10 * minuteMs;

/** Percent points a minute. */
const leastSlope = 0.1;
/** For metrics on a smaller scale than percent the least slope is in proportion to a critical bound of 80. */
const slopeShare = leastSlope / 80;

/** A change over the window of less than this share of the value is flat to look at. */
const flatShare = 0.02;

/**
 * Whether a metric that is in warning is on its way to critical. Only samples from `sinceTauMs` on count: what was before the last scale
 * event and its warm-up says nothing about now.
 */
export function risingIn(
  samples: readonly Sample[],
  criticalEnter: number,
  nowTauMs: number,
  sinceTauMs = -Infinity,
): Rise | undefined {
  const fit = fitOf(samples, nowTauMs, sinceTauMs);
  if (!fit || fit.z < provenZ) return undefined;
  const slopePerMinute = fit.line.slopePerMs * minuteMs;
  const projected = fit.line.at(nowTauMs + horizonMs);
  const isSteep = slopePerMinute >= Math.min(leastSlope, slopeShare * Math.abs(criticalEnter));
  return isSteep && projected >= criticalEnter ? { slopePerMinute, projected } : undefined;
}

/** Where a metric has been going over the last ten minutes; undefined while too little of them was seen. */
export function trendOf(samples: readonly Sample[], nowTauMs: number): Trend | undefined {
  const fit = fitOf(samples, nowTauMs, -Infinity);
  if (!fit) return undefined;
  const change = fit.line.slopePerMs * windowMinutes * minuteMs;
  const isFlat = Math.abs(change) < flatShare * Math.abs(fit.line.at(nowTauMs));
  if (isFlat || Math.abs(fit.z) < provenZ) return 'flat';
  return fit.z > 0 ? 'rising' : 'falling';
}

function fitOf(
  samples: readonly Sample[],
  nowTauMs: number,
  sinceTauMs: number,
): { readonly line: Line; readonly z: number } | undefined {
  const minutes = minuteMedians(
    samples.filter(({ tauMs }) => tauMs >= sinceTauMs),
    nowTauMs,
    windowMinutes,
  );
  const line = minutes.length < leastMinutes ? undefined : theilSen(minutes);
  return line && { line, z: mannKendall(minutes.map(({ value }) => value)) };
}
