// npm test: every tier, or those named. The last line is `N passed, N failed`.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureNpmPackages } from '../machine/npmPackages.mjs';

await ensureNpmPackages();
// What follows needs the packages.
const { runChecks } = await import('./checks.mjs');
const { runMochaTier } = await import('./mochaTier.mjs');
const { runWebviewTier } = await import('./webviewTier.mjs');
const { runHostTier } = await import('./hostTier.mjs');
const { runE2eTier } = await import('./e2eTier.mjs');
const { provision } = await import('./provision.mjs');
const { readCounts, sumOf } = await import('./counts.mjs');
const { lookAgain } = await import('./secondLook.mjs');
const { Slots } = await import('./slots.mjs');
const { slotsOf } = await import('./testGroups.mjs');
const { buildExtension } = await import('../../esbuild.mjs');

const folder = mkdtempSync(join(tmpdir(), 'scalebook-counts-'));

/** The extension host and the workbenches take turns. */
const editors = new Slots(slotsOf('e2e'));

/** @typedef {{ countsFile: string, grep?: string }} Run */

/** @type {Record<string, (run: Run) => Promise<number>>} */
const mochaTiers = {
  unit: (run) => runMochaTier('unit', run),
  engine: (run) => runMochaTier('engine', run),
  webview: runWebviewTier,
  host: (run) => editors.use(() => runHostTier(run)),
  e2e: (run) => runE2eTier({ ...run, slots: editors }),
};

/**
 * A tier that ended badly without a count, or without a failed test, counts as one failure: silence is not a pass.
 * @param {string} tier
 * @param {string} [suite] this suite of it alone, by its title with those around it
 * @returns {Promise<import('./counts.mjs').Counts>}
 */
async function mochaTier(tier, suite) {
  const countsFile = join(folder, `${tier}${suite === undefined ? '' : '-again'}.json`);
  rmSync(countsFile, { force: true });
  console.log(`\n${tier}${suite === undefined ? '' : `, once more: ${suite}`}`);
  let code;
  try {
    code = await mochaTiers[tier]?.({ countsFile, ...(suite === undefined ? {} : { grep: suite }) });
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
  }
  try {
    const counts = readCounts(countsFile);
    return { ...counts, failed: code === 0 || counts.failed > 0 ? counts.failed : 1 };
  } catch {
    return { passed: 0, failed: 1, failures: [] };
  }
}

const wanted = process.argv.slice(2);
const tiers = wanted.length > 0 ? wanted : ['check', 'unit', 'webview', 'engine', 'host', 'e2e'];
const unknown = tiers.filter((tier) => tier !== 'check' && !(tier in mochaTiers));
if (unknown.length > 0) {
  console.error(`There is no tier ${unknown.join(', ')}. Tiers: check, ${Object.keys(mochaTiers).join(', ')}.`);
  process.exit(2);
}

/** Ends once the checks have looked at what is built, which the tiers then build anew. @type {() => void} */
let onBundled = () => undefined;
/** @type {Promise<void>} */
const bundled = tiers.includes('check') ? new Promise((resolve) => (onBundled = resolve)) : Promise.resolve();

/** @type {{ tier: string, counts: import('./counts.mjs').Counts }[]} */
const results = [];

/** @param {string} tier */
async function run(tier) {
  if (!tiers.includes(tier)) return;
  const startedAt = Date.now();
  const counts = tier === 'check' ? await runChecks({ inBackground: true, onBundled }) : await mochaTier(tier);
  const seconds = Math.round((Date.now() - startedAt) / 1000);
  console.log(`${tier}: ${counts.passed} passed, ${counts.failed} failed, ${seconds} s`);
  results.push({ tier, counts });
}

/** One tier after the other, but for the two that need a core each: what has a time to keep wants a machine that is not full. */
async function runInTurn() {
  await Promise.all([run('unit'), bundled.then(() => run('webview'))]);
  await provisioned.engine;
  await run('engine');
  if (tiers.includes('host') || tiers.includes('e2e')) await buildExtension({ production: false });
  await Promise.all([run('host'), run('e2e')]);
}

const provisioned = provision(tiers);
// The checks have no time to keep, and take what the tests leave.
await Promise.all([run('check'), runInTurn()]);
const { failed: lasting, unsteady } = await lookAgain(results, mochaTier);
rmSync(folder, { recursive: true, force: true });
const { passed, failed } = sumOf(results.map(({ counts }) => counts));
for (const text of unsteady) console.log(`\nUnsteady: failed once, and passed alone. ${text}`);
// Here, too: of a long output often only the end is kept.
for (const text of lasting) console.log(`\nFailed. ${text}`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
