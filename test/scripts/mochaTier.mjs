// Runs one tier in plain node: node test/scripts/mochaTier.mjs unit [words that the test's title must contain]
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { buildTests } from './buildTests.mjs';

/**
 * @param {string} tier
 * @param {{ grep?: string, countsFile?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<number>} mocha's exit code
 */
export async function runMochaTier(tier, options = {}) {
  const files = await buildTests(tier);
  const args = ['--enable-source-maps', 'node_modules/mocha/bin/mocha.js', '--reporter', 'test/scripts/reporter.cjs'];
  args.push('--timeout', tier === 'unit' ? '10000' : '120000');
  if (options.grep) args.push('--fgrep', options.grep);
  const env = {
    ...process.env,
    ...options.env,
    ...(options.countsFile ? { SCALEBOOK_COUNTS: options.countsFile } : {}),
  };
  const child = spawn(process.execPath, [...args, ...files], { stdio: 'inherit', env });
  return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [tier = 'unit', ...words] = process.argv.slice(2);
  process.exitCode = await runMochaTier(tier, words.length ? { grep: words.join(' ') } : {});
}
