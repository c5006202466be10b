// Tests on real engines and workbenches share two cores with all that these run; what fails there once is looked at again, alone.

/** More than so many suites are no accident of a busy machine, and nothing is run again. */
const mostSuites = 8;

/**
 * Runs the suites of what failed once more, one after the other, with nothing else on the machine. What passes then counts as passed, and is
 * named: a test that needs this often has a fault of its own.
 * @param {{ tier: string, counts: import('./counts.mjs').Counts }[]} results
 * @param {(tier: string, suite: string) => Promise<import('./counts.mjs').Counts>} runSuite
 * @returns {Promise<{ failed: string[], unsteady: string[] }>} failed: each with its tier and what it said; unsteady: titles with their tier
 */
export async function lookAgain(results, runSuite) {
  const suites = results.flatMap(({ tier, counts }) =>
    [...new Set(counts.failures.map(({ suite }) => suite))].map((suite) => ({ tier, suite, counts })),
  );
  /** @type {string[]} */
  const failed = [];
  /** @type {string[]} */
  const unsteady = [];
  for (const { tier, suite, counts } of suites) {
    const ofSuite = counts.failures.filter((failure) => failure.suite === suite);
    const again = suites.length > mostSuites || suite === '' ? undefined : await runSuite(tier, suite);
    if (again && again.failed === 0 && again.passed > 0) {
      counts.failed -= ofSuite.length;
      counts.passed += ofSuite.length;
      unsteady.push(...ofSuite.map(({ title, message }) => `${tier}: ${title}\n${firstLines(message, 4)}`));
    } else failed.push(...ofSuite.map(({ title, message }) => `${tier}: ${title}\n${firstLines(message, 12)}`));
  }
  return { failed, unsteady };
}

/** @param {string} text @param {number} count */
const firstLines = (text, count) =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(0, count)
    .map((line) => `    ${line.trim()}`)
    .join('\n');
