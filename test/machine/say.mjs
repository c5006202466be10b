/**
 * One line of progress. It goes to stderr so that a script's stdout stays what the caller asked for.
 * @param {string} message
 */
export function say(message) {
  process.stderr.write(`[machine] ${message}\n`);
}
