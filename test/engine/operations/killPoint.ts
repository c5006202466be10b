/** When a window is killed: after this share of what its operation writes into the journal, and then so much later. */
export interface KillPoint {
  /** 0 to 1. */
  readonly share: number;
  readonly delayMs: number;
  /** Whether the engine is let come to rest before another window looks. */
  readonly rests: boolean;
  /** When the window is killed that goes on with what was left; undefined for one that comes to its end. */
  readonly again: KillPoint | undefined;
}

/** In the middle for certain: where an operation was quicker than the points at random, once more at this one. */
export const soonest: KillPoint = { share: 0, delayMs: 0, rests: true, again: undefined };

/** How many kills of each kind of operation: `SCALEBOOK_KILLS`, for those who have the time. */
export const killsOfEachKind = (usual: number): number => Number(process.env['SCALEBOOK_KILLS'] ?? usual);

/** One kill alone is not to come after the end. */
const lastShare = 0.9;
/** Early, in the middle, late. */
const parts = 3;

/**
 * Points at random, spread over the whole of an operation, however long it takes on this machine. Most delays are short: what is between a
 * line of the journal and the deed that it tells of takes milliseconds.
 *
 * @param turn which of several kinds of operations it is: those that are killed but once take turns at being killed early, in the middle and late,
 *   and looked at after a rest and at once
 */
export const killPoints = (times: number, longestDelayMs: number, turn = 0): readonly KillPoint[] =>
  Array.from({ length: times }, (_, index) => ({
    share: times === 1 ? (lastShare * ((turn % parts) + Math.random())) / parts : (index + Math.random()) / times,
    delayMs: Math.random() ** 3 * longestDelayMs,
    rests: (index + turn) % 2 === 0,
    again: (index + turn) % 4 === 3 ? killPoints(1, longestDelayMs, Math.floor(Math.random() * parts))[0] : undefined,
  }));
