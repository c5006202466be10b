// Runs one tier in plain node: node test/scripts/mochaTier.mjs unit [words that the test's title must contain]
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildTests } from './buildTests.mjs';

/**
 * Folders of a tier whose tests take turns at the one real stack of this machine: they run beside the others, in a process of their own. Most of
 * the time either waits.
 *
 * @type {Record<string, string[]>}
 */
const besides = { engine: ['load', 'policy', 'verification'] };

/**
 * @param {string} tier
 * @param {{ grep?: string, countsFile?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<number>} mocha's exit code; of several, the worst
 */
export async function runMochaTier(tier, options = {}) {
  const files = await buildTests(tier);
  const apart = options.grep
    ? []
    : files.filter((file) => besides[tier]?.some((name) => file.includes(`/${tier}/${name}/`)));
  const others = files.filter((file) => !apart.includes(file));
  if (apart.length === 0) return runMocha(tier, others, options, options.countsFile);
  const countsFiles = options.countsFile ? [`${options.countsFile}.0`, `${options.countsFile}.1`] : [];
  const codes = await Promise.all(
    [others, apart].map((group, index) => runMocha(tier, group, options, countsFiles[index])),
  );
  if (options.countsFile) writeFileSync(options.countsFile, JSON.stringify(sum(countsFiles)));
  return Math.max(...codes);
}

/**
 * @param {string} tier
 * @param {string[]} files
 * @param {{ grep?: string, env?: NodeJS.ProcessEnv }} options
 * @param {string | undefined} countsFile
 * @returns {Promise<number>}
 */
async function runMocha(tier, files, options, countsFile) {
  const args = ['--enable-source-maps', 'node_modules/mocha/bin/mocha.js', '--reporter', 'test/scripts/reporter.cjs'];
  args.push('--timeout', tier === 'unit' ? '10000' : '120000');
  if (options.grep) args.push('--fgrep', options.grep);
  const env = { ...process.env, ...options.env, ...(countsFile ? { SCALEBOOK_COUNTS: countsFile } : {}) };
  const child = spawn(process.execPath, [...args, ...files], { stdio: 'inherit', env });
  return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
}

/** Throws where a process ended without its counts: silence is not a pass. @param {string[]} countsFiles */
function sum(countsFiles) {
  const all = countsFiles.map((file) => JSON.parse(readFileSync(file, 'utf8')));
  return {
    passed: all.reduce((total, { passed }) => total + passed, 0),
    failed: all.reduce((total, { failed }) => total + failed, 0),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [tier = 'unit', ...words] = process.argv.slice(2);
  process.exitCode = await runMochaTier(tier, words.length ? { grep: words.join(' ') } : {});
}
