/** So many points apart, and twice as much: less is the noise of a moment. */
const leastPoints = 30;
const leastRatio = 2;

/** Whether percents of replicas that share a load are far apart. A look, not a verdict: that takes counted requests. */
export function isUneven(values: readonly number[]): boolean {
  const [lowest, highest] = [Math.min(...values), Math.max(...values)];
  return highest - lowest >= leastPoints && highest >= leastRatio * lowest;
}
