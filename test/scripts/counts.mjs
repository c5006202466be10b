// What a run of Mocha says of itself in a file (reporter.cjs), one after the other or added up.
import { readFileSync } from 'node:fs';

/**
 * @typedef {object} Failure
 * @property {string} suite the title of what it is in, with all that are around it
 * @property {string} title its own title behind that
 * @property {string} message with the stack
 */

/** @typedef {{ passed: number, failed: number, failures: Failure[] }} Counts */

/** Throws where a process ended without its counts: silence is not a pass. @param {string} file @returns {Counts} */
export const readCounts = (file) => JSON.parse(readFileSync(file, 'utf8'));

/** @param {Counts[]} all @returns {Counts} */
export const sumOf = (all) => ({
  passed: all.reduce((total, { passed }) => total + passed, 0),
  failed: all.reduce((total, { failed }) => total + failed, 0),
  failures: all.flatMap(({ failures }) => failures),
});
