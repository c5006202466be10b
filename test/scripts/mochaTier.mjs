// Runs one tier in plain node: node test/scripts/mochaTier.mjs unit [words that the test's title must contain]
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildTests } from './buildTests.mjs';
import { readCounts, sumOf } from './counts.mjs';
import { Slots } from './slots.mjs';
import { groupsOf, mostlyWaits, slotsOf } from './testGroups.mjs';

/**
 * @param {string} tier
 * @param {{ grep?: string, countsFile?: string, env?: NodeJS.ProcessEnv, slots?: Slots }} [options] slots: those that it shares with others
 * @returns {Promise<number>} mocha's exit code; of several, the worst
 */
export async function runMochaTier(tier, options = {}) {
  const files = await buildTests(tier);
  if (options.grep) return runMocha(tier, files, options, options.countsFile);
  const groups = groupsOf(tier, files);
  const countsFiles = options.countsFile ? groups.map((_, index) => `${options.countsFile}.${index}`) : [];
  const slots = options.slots ?? new Slots(slotsOf(tier));
  /** @param {string[]} group @param {number} index */
  const runGroup = async (group, index) => {
    const startedAt = Date.now();
    const code = await runMocha(tier, group, options, countsFiles[index]);
    console.log(`${tier}, ${foldersOf(tier, group)}: ${Math.round((Date.now() - startedAt) / 1000)} s`);
    return code;
  };
  const codes = await Promise.all(
    groups.map((group, index) =>
      mostlyWaits(group) ? runGroup(group, index) : slots.use(() => runGroup(group, index)),
    ),
  );
  if (options.countsFile) writeFileSync(options.countsFile, JSON.stringify(sumOf(countsFiles.map(readCounts))));
  return Math.max(...codes);
}

/** What a process has run, for whoever divides them anew. @param {string} tier @param {string[]} files */
const foldersOf = (tier, files) =>
  [...new Set(files.map((file) => file.split(`/${tier}/`).at(-1)?.split(/[/.]/)[0]))].join(' ');

/**
 * @param {string} tier
 * @param {string[]} files
 * @param {{ grep?: string, env?: NodeJS.ProcessEnv }} options
 * @param {string | undefined} countsFile
 * @returns {Promise<number>}
 */
async function runMocha(tier, files, options, countsFile) {
  const args = ['--enable-source-maps', 'node_modules/mocha/bin/mocha.js', '--reporter', 'test/scripts/reporter.cjs'];
  args.push('--timeout', tier === 'unit' ? '30000' : '120000');
  if (options.grep) args.push('--fgrep', options.grep);
  const env = { ...process.env, ...options.env, ...(countsFile ? { SCALEBOOK_COUNTS: countsFile } : {}) };
  const child = spawn(process.execPath, [...args, ...files], { stdio: 'inherit', env });
  return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [tier = 'unit', ...words] = process.argv.slice(2);
  process.exitCode = await runMochaTier(tier, words.length ? { grep: words.join(' ') } : {});
}
