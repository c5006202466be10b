// Runs one tier in plain node: node test/scripts/mochaTier.mjs unit [words that the test's title must contain]
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildTests } from './buildTests.mjs';

/**
 * What of a tier runs beside the others, in a process of its own each: most of the time all of them wait. What takes turns at the one real stack of
 * this machine is together. By folder or file, as it begins.
 *
 * @type {Record<string, string[][]>}
 */
const besides = {
  engine: [
    ['load/', 'policy/', 'verification/'],
    ['operations/', 'demo/'],
  ],
  e2e: [['demo.', 'verification.', 'diagnosis.', 'noEngine.', 'history.', 'killed.']],
};

/**
 * @param {string} tier
 * @param {{ grep?: string, countsFile?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<number>} mocha's exit code; of several, the worst
 */
export async function runMochaTier(tier, options = {}) {
  const files = await buildTests(tier);
  if (options.grep) return runMocha(tier, files, options, options.countsFile);
  const groups = groupsOf(tier, files);
  const countsFiles = options.countsFile ? groups.map((_, index) => `${options.countsFile}.${index}`) : [];
  const codes = await Promise.all(groups.map((group, index) => runMocha(tier, group, options, countsFiles[index])));
  if (options.countsFile) writeFileSync(options.countsFile, JSON.stringify(sum(countsFiles)));
  return Math.max(...codes);
}

/** @param {string} tier @param {string[]} files @returns {string[][]} the files of each process; the last ones are all that nobody named */
function groupsOf(tier, files) {
  const isIn = (/** @type {string} */ file, /** @type {string[]} */ names) =>
    names.some((name) => file.includes(`/${tier}/${name}`));
  const named = besides[tier] ?? [];
  const apart = named.map((names) => files.filter((file) => isIn(file, names)));
  return [...apart, files.filter((file) => !named.some((names) => isIn(file, names)))].filter(
    ({ length }) => length > 0,
  );
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
