/** From this z on a trend is taken to be real: one chance in twenty that it is not. */
export const provenZ = 1.645;

/**
 * How surely values in order of time rise (positive) or fall (negative): the z of the Mann-Kendall test, corrected for ties (Mann,
 * Econometrica 13, 1945; Kendall, Rank Correlation Methods, 4th edition, 1975, for the ties).
 */
export function mannKendall(values: readonly number[]): number {
  const score = values.reduce(
    (sum, a, index) => values.slice(index + 1).reduce((inner, b) => inner + Math.sign(b - a), sum),
    0,
  );
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const tied = [...counts.values()].reduce((sum, count) => sum + spread(count), 0);
  const variance = (spread(values.length) - tied) / 18;
  // One off the score: it moves in steps of two, the normal distribution does not.
  return variance > 0 ? (score - Math.sign(score)) / Math.sqrt(variance) : 0;
}

const spread = (n: number): number => n * (n - 1) * (2 * n + 5);
