import { figureIntervalMs } from './figure.js';

/**
 * A longer step between two readings is a gap: nobody knows what was in it. Two and a half of the intervals at which there is to be a
 * reading, and no interval is taken to be shorter than that at which figures are read.
 */
export const longestGapMs = (intervalMs: number): number => 2.5 * Math.max(intervalMs, figureIntervalMs);
