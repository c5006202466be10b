/**
 * @typedef {object} BenchOptions
 * @property {number} rounds
 * @property {string} only words that a measurement's name must contain; empty means every one
 */

const DEFAULT_ROUNDS = 3;
const MOST_ROUNDS = 100;

/**
 * @param {readonly string[]} args
 * @returns {BenchOptions | { problem: string }} the options, or a sentence on what is wrong with them
 */
export function parseOptions(args) {
  const options = { rounds: DEFAULT_ROUNDS, only: '' };
  for (let at = 0; at < args.length;) {
    const name = args[at] ?? '';
    const next = args.findIndex((arg, index) => index > at && arg.startsWith('--'));
    const words = args.slice(at + 1, next === -1 ? args.length : next).join(' ');
    at = next === -1 ? args.length : next;
    if (name === '--rounds') {
      if (!/^\d{1,3}$/.test(words) || Number(words) < 1 || Number(words) > MOST_ROUNDS)
        return { problem: `--rounds needs a whole number from 1 to ${MOST_ROUNDS}, not "${words}".` };
      options.rounds = Number(words);
    } else if (name === '--only') {
      if (words.trim() === '') return { problem: '--only needs words of a measurement’s name.' };
      options.only = words;
    } else return { problem: `There is no option "${name}": there are --rounds N and --only words.` };
  }
  return options;
}
