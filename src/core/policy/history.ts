import type { Sample } from './statistics/sample.js';

/** What one metric of one service was in the last hour, oldest first. Holds nothing that JSON cannot. */
export type History = readonly Sample[];

const keptMs = 60 * 60_000;
/** Kept in this step: an hour has to stay small on disk. */
const storedStepMs = 15_000;

/** Adds a value at its end; what is older than an hour goes. A point that is not after the last one is left out. */
export function remember(history: History, tauMs: number, value: number): History {
  const last = history.at(-1);
  if (last && tauMs <= last.tauMs) return history;
  const from = history.findIndex((sample) => sample.tauMs >= tauMs - keptMs);
  // Three decimals are more than any bound has.
  return [...(from > 0 ? history.slice(from) : history), { tauMs, value: Math.round(value * 1000) / 1000 }];
}

/** The values of the last `windowMs`. */
export const within = (history: History, tauMs: number, windowMs: number): History =>
  history.filter((sample) => sample.tauMs > tauMs - windowMs && sample.tauMs <= tauMs);

/**
 * How long the metric has been below a bound without a gap, ms up to its newest value; 0 when it is not. Undefined when the newest
 * value is too old to say anything.
 *
 * @param maxGapMs a longer step between two values is no evidence
 */
export function lowFor(history: History, below: number, tauMs: number, maxGapMs: number): number | undefined {
  const newest = history.at(-1);
  if (!newest || tauMs - newest.tauMs > maxGapMs) return undefined;
  let since: number | undefined;
  for (let index = history.length - 1; index >= 0; index--) {
    const point = history[index];
    if (!point || point.value >= below) break;
    if (since !== undefined && since - point.tauMs > maxGapMs) break;
    since = point.tauMs;
  }
  return since === undefined ? 0 : newest.tauMs - since;
}

/** A smaller history for keeping: of each step the highest value, so that nothing looks calmer than it was. */
export function thinned(history: History): History {
  const steps = new Map<number, Sample>();
  for (const { tauMs, value } of history) {
    const step = Math.floor(tauMs / storedStepMs);
    steps.set(step, { tauMs, value: Math.max(value, steps.get(step)?.value ?? -Infinity) });
  }
  return [...steps.values()];
}
