/** What one metric of one service was in the last hour, oldest first: pairs of elapsed time (ms) and value. JSON-safe. */
export type History = readonly (readonly [tauMs: number, value: number])[];

const keptMs = 60 * 60_000;
/** Kept in this step: an hour has to stay small on disk. */
const storedStepMs = 15_000;

/** Adds a value at its end; what is older than an hour goes. A point that is not after the last one is left out. */
export function remember(history: History, tauMs: number, value: number): History {
  const last = history.at(-1);
  if (last && tauMs <= last[0]) return history;
  const from = history.findIndex(([at]) => at >= tauMs - keptMs);
  // Three decimals are more than any bound has.
  return [...(from > 0 ? history.slice(from) : history), [tauMs, Math.round(value * 1000) / 1000]];
}

/** The values of the last `windowMs`. */
export const within = (history: History, tauMs: number, windowMs: number): History =>
  history.filter(([at]) => at > tauMs - windowMs && at <= tauMs);

/**
 * How long the metric has been below a bound without a gap, ms up to its newest value; 0 when it is not. Undefined when the newest
 * value is too old to say anything.
 *
 * @param maxGapMs a longer step between two values is no evidence
 */
export function lowFor(history: History, below: number, tauMs: number, maxGapMs: number): number | undefined {
  const newest = history.at(-1);
  if (!newest || tauMs - newest[0] > maxGapMs) return undefined;
  let since: number | undefined;
  for (let index = history.length - 1; index >= 0; index--) {
    const point = history[index];
    if (!point || point[1] >= below) break;
    if (since !== undefined && since - point[0] > maxGapMs) break;
    since = point[0];
  }
  return since === undefined ? 0 : newest[0] - since;
}

/** A smaller history for keeping: of each step the highest value, so that nothing looks calmer than it was. */
export function thinned(history: History): History {
  const steps = new Map<number, readonly [number, number]>();
  for (const [at, value] of history) {
    const step = Math.floor(at / storedStepMs);
    const known = steps.get(step);
    steps.set(step, [at, Math.max(value, known?.[1] ?? -Infinity)]);
  }
  return [...steps.values()];
}
