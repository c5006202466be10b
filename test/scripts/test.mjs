// npm test: every tier, or those named. The last line is `N passed, N failed`.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
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
const { Slots } = await import('./slots.mjs');
const { slotsOf } = await import('./testGroups.mjs');
const { buildExtension } = await import('../../esbuild.mjs');

const counts = mkdtempSync(join(tmpdir(), 'scalebook-counts-'));

/** The extension host and the workbenches take turns. */
const editors = new Slots(slotsOf('e2e'));

/** @type {Record<string, (countsFile: string) => Promise<number>>} */
const mochaTiers = {
  unit: (countsFile) => runMochaTier('unit', { countsFile }),
  engine: (countsFile) => runMochaTier('engine', { countsFile }),
  webview: (countsFile) => runWebviewTier({ countsFile }),
  host: (countsFile) => editors.use(() => runHostTier({ countsFile })),
  e2e: (countsFile) => runE2eTier({ countsFile, slots: editors }),
};

/** A tier that ended badly without a count, or without a failed test, counts as one failure: silence is not a pass. */
async function mochaTier(/** @type {string} */ tier) {
  const countsFile = join(counts, `${tier}.json`);
  console.log(`\n${tier}`);
  let code;
  try {
    code = await mochaTiers[tier]?.(countsFile);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
  }
  try {
    const { passed, failed } = JSON.parse(readFileSync(countsFile, 'utf8'));
    return { passed, failed: code === 0 || failed > 0 ? failed : 1 };
  } catch {
    return { passed: 0, failed: 1 };
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

/** @type {{ passed: number, failed: number }[]} */
const results = [];

/** @param {string} tier */
async function run(tier) {
  if (!tiers.includes(tier)) return;
  const startedAt = Date.now();
  const result = tier === 'check' ? await runChecks({ inBackground: true, onBundled }) : await mochaTier(tier);
  const seconds = Math.round((Date.now() - startedAt) / 1000);
  console.log(`${tier}: ${result.passed} passed, ${result.failed} failed, ${seconds} s`);
  results.push(result);
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
rmSync(counts, { recursive: true, force: true });
const passed = results.reduce((sum, result) => sum + result.passed, 0);
const failed = results.reduce((sum, result) => sum + result.failed, 0);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
