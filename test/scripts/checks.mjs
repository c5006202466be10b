// The checks that hold the house up: types, rooms, lint, formatting, byte budgets, packaged files. Each counts as one test.
import { attempt } from '../machine/run.mjs';
import { checkDocs } from './docTests.mjs';
import { checkPackage } from './packageFiles.mjs';

const bin = (/** @type {string} */ name, /** @type {string[]} */ ...args) => [
  process.execPath,
  [`node_modules/${name}`, ...args],
];

/** @typedef {Record<string, [string, string[]]>} Commands */

const bundling = /** @type {Commands} */ ({
  'bundles: byte budgets': [process.execPath, ['esbuild.mjs', '--production']],
});

const reading = /** @type {Commands} */ ({
  'types: everything': bin('typescript/bin/tsc', '-p', '.'),
  'types: core, view, protocol and util without node and DOM': bin(
    'typescript/bin/tsc',
    '-p',
    'src/tsconfig.pure.json',
  ),
  'types: webview with DOM and without node': bin('typescript/bin/tsc', '-p', 'webview'),
  'types: tests of webview, of both worlds': bin('typescript/bin/tsc', '-p', 'test/webview'),
  'types: scripts': bin('typescript/bin/tsc', '-p', 'test/tsconfig.scripts.json'),
  'rooms: import directions and cycles': bin(
    'dependency-cruiser/bin/dependency-cruise.mjs',
    'src',
    'webview',
    '--config',
    '.dependency-cruiser.cjs',
  ),
  lint: bin('eslint/bin/eslint.js', 'src', 'webview', 'test', '--max-warnings', '0'),
  format: bin('prettier/bin/prettier.cjs', '--check', 'src', 'webview', 'test/**/*.ts', '*.json', '*.mjs', '.*.cjs'),
});

/** In the background, beside all else, they take a while. */
const timeoutMs = 20 * 60_000;

/**
 * @param {{ inBackground?: boolean, onBundled?: () => void }} [options] onBundled: from now on they look at the sources alone, and what is built
 *   may be built anew
 * @returns {Promise<import('./counts.mjs').Counts>}
 */
export async function runChecks({ inBackground = false, onBundled = () => undefined } = {}) {
  let passed = 0;
  /** @type {import('./counts.mjs').Failure[]} */
  const failures = [];
  const tell = (/** @type {string} */ name, /** @type {string} */ problem) => {
    if (problem === '') passed += 1;
    else failures.push({ suite: '', title: name, message: problem });
    console.log(`  ${problem === '' ? '✔' : '✘'} ${name}${problem === '' ? '' : `\n${problem}`}`);
  };
  const runAll = async (/** @type {Commands} */ commands) => {
    for (const [name, [program, args]] of Object.entries(commands)) {
      const { ok, stdout, stderr } = await attempt(program, args, { timeoutMs, inBackground });
      tell(name, ok ? '' : `${stdout}\n${stderr}`.trim());
    }
  };
  console.log('\n  checks');
  await runAll(bundling);
  tell('docs: the tests that they name are there', checkDocs());
  tell('package: only the allowed files', await checkPackage());
  onBundled();
  await runAll(reading);
  return { passed, failed: failures.length, failures };
}
