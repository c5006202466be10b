import { upperGamma } from './incompleteGamma.js';

/**
 * Below this p-value a spread is not taken for even: five fair random ones in a thousand fall below it. What round robin spreads comes out far
 * above.
 */
export const evennessAlpha = 0.005;

/** A sample is large enough when even random balancing leaves no replica out more often than this. */
const leftOutByChance = 0.001;
/** The chi-square distribution describes the test from about this many expected requests for each replica on. */
const leastExpected = 5;

/**
 * The smallest sample, in requests, that judges so many replicas: at least five for each, and so many that a replica without any was not left
 * out by chance.
 */
export function smallestSample(replicas: number): number {
  if (replicas < 2) return leastExpected;
  const missesOne = Math.log(1 - 1 / replicas);
  return Math.max(leastExpected * replicas, Math.ceil(Math.log(leftOutByChance / replicas) / missesOne));
}

/**
 * Pearson's chi-square test that every replica has the same share: how likely a spread at least as uneven is where each request is sent
 * to any replica alike. 1 for one replica or no requests.
 */
export function evennessP(counts: readonly number[]): number {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (counts.length < 2 || !(total > 0)) return 1;
  const expected = total / counts.length;
  return chiSquareP(
    counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0),
    counts.length - 1,
  );
}

/** The upper tail of the chi-square distribution. */
export const chiSquareP = (statistic: number, degreesOfFreedom: number): number =>
  upperGamma(degreesOfFreedom / 2, statistic / 2);

/** How many standard deviations a share is off an even one. */
export function offBy(count: number, total: number, replicas: number): number {
  const expected = total / replicas;
  return (count - expected) / Math.sqrt(expected * (1 - 1 / replicas));
}
