import { median } from './median.js';
import type { Sample } from './sample.js';

/** A line through samples that outliers do not turn: up to 29 % of them may be anything. */
export interface Line {
  readonly slopePerMs: number;
  /** The line's own value at a time. */
  readonly at: (tauMs: number) => number;
}

/** The median of the slopes between all pairs. Undefined where no two samples differ in time. */
export function theilSen(samples: readonly Sample[]): Line | undefined {
  const slopes = samples.flatMap((a, index) =>
    samples.slice(index + 1).flatMap((b) => (b.tauMs === a.tauMs ? [] : [(b.value - a.value) / (b.tauMs - a.tauMs)])),
  );
  const slopePerMs = median(slopes);
  const originMs = samples[0]?.tauMs;
  if (slopePerMs === undefined || originMs === undefined) return undefined;
  const start = median(samples.map(({ tauMs, value }) => value - slopePerMs * (tauMs - originMs))) ?? 0;
  return { slopePerMs, at: (tauMs) => start + slopePerMs * (tauMs - originMs) };
}
