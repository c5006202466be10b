// Mocha's spec output, with the hooks that take long, and the counts and what failed in a file for the script that adds up the tiers.
const { writeFileSync } = require('node:fs');
const Mocha = require('mocha');

const longMs = 2000;
/** What tests leave open keeps their process, and would hold up all that comes after it. */
const leftOpenMs = 60_000;

module.exports = class CountingReporter extends Mocha.reporters.Spec {
  /** @param {import('mocha').Runner} runner @param {import('mocha').MochaOptions} options */
  constructor(runner, options) {
    super(runner, options);
    // Spec says nothing of hooks, and what is set up for tests can take longer than they do.
    runner.on('hook end', (hook) => {
      const { duration = 0, parent } = hook;
      if (duration < longMs) return;
      const depth = parent?.titlePath().length ?? 0;
      console.log(`${'  '.repeat(depth + 1)}  ${hook.title.replace(/ for ".*/, '')} (${duration}ms)`);
    });
    /** @type {import('./counts.mjs').Failure[]} */
    const failures = [];
    runner.on('fail', (test, error) =>
      failures.push({
        suite: test.parent?.fullTitle() ?? '',
        title: test.fullTitle(),
        message: String(error?.stack ?? error),
      }),
    );
    runner.once('end', () => {
      const given = setTimeout(() => {
        console.error(`Ended by force: what these tests left open has kept their process for ${leftOpenMs / 1000} s.`);
        process.exit(1);
      }, leftOpenMs);
      given.unref();
      const file = process.env['SCALEBOOK_COUNTS'];
      if (!file) return;
      const { passes, failures: failed } = runner.stats ?? { passes: 0, failures: 0 };
      writeFileSync(file, JSON.stringify({ passed: passes, failed, failures }));
    });
  }
};
