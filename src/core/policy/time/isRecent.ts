/** Two looks at the clock may be this far apart the wrong way without meaning anything. */
const toleranceMs = 2_000;

/**
 * Whether something of wall time `at` is no older than `withinMs` at `now`. What is of a time to come was seen by a clock that was set back since:
 * how old it is nobody knows, and so it does not count.
 */
export const isRecent = (at: number, now: number, withinMs: number): boolean =>
  now - at <= withinMs && at - now <= toleranceMs;
