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
const { buildExtension } = await import('../../esbuild.mjs');

const counts = mkdtempSync(join(tmpdir(), 'scalebook-counts-'));

/** @type {Record<string, (countsFile: string) => Promise<number>>} */
const mochaTiers = {
  unit: (countsFile) => runMochaTier('unit', { countsFile }),
  engine: (countsFile) => runMochaTier('engine', { countsFile }),
  webview: (countsFile) => runWebviewTier({ countsFile }),
  host: (countsFile) => runHostTier({ countsFile }),
  e2e: (countsFile) => runE2eTier({ countsFile }),
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

/** @param {string} tier */
async function run(tier) {
  const startedAt = Date.now();
  const result = tier === 'check' ? await runChecks() : await mochaTier(tier);
  const seconds = Math.round((Date.now() - startedAt) / 1000);
  console.log(`${tier}: ${result.passed} passed, ${result.failed} failed, ${seconds} s`);
  return result;
}

/** One after the other. @param {string[]} lane */
async function runLane(lane) {
  for (const tier of lane.filter((each) => tiers.includes(each))) {
    if (tier === 'host' || tier === 'e2e') await buildExtension({ production: false });
    results.push(await run(tier));
  }
}

/** @type {{ passed: number, failed: number }[]} */
const results = [];
// Side by side only what keeps one core busy each: what has a time to keep wants a machine that is not full.
await Promise.all([runLane(['check']), runLane(['unit'])]);
await runLane(['webview', 'engine', 'host', 'e2e']);
rmSync(counts, { recursive: true, force: true });
const passed = results.reduce((sum, result) => sum + result.passed, 0);
const failed = results.reduce((sum, result) => sum + result.failed, 0);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
