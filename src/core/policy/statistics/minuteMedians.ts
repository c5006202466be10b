import { minuteMs } from '../../../util/minuteMs.js';
import { median } from './median.js';
import type { Sample } from './sample.js';

/**
 * One sample for each minute back from `nowTauMs` that has any, oldest first: the medians of its times and values. The minutes count from
 * now, so that nothing depends on where the axis began; what is older than `minutes`, later than now or not a number is left out.
 */
export function minuteMedians(samples: readonly Sample[], nowTauMs: number, minutes: number): readonly Sample[] {
  const buckets = new Map<number, Sample[]>();
  for (const sample of samples) {
    const minute = Math.floor((nowTauMs - sample.tauMs) / minuteMs);
    if (minute < 0 || minute >= minutes || !Number.isFinite(sample.value)) continue;
    buckets.set(minute, [...(buckets.get(minute) ?? []), sample]);
  }
  return [...buckets].sort(([a], [b]) => b - a).flatMap(([, bucket]) => medianOf(bucket));
}

function medianOf(samples: readonly Sample[]): readonly Sample[] {
  const tauMs = median(samples.map((sample) => sample.tauMs));
  const value = median(samples.map((sample) => sample.value));
  return tauMs === undefined || value === undefined ? [] : [{ tauMs, value }];
}
