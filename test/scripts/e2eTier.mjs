// The tests on the real workbench and the real stack: node test/scripts/e2eTier.mjs [words that a test's title must contain]
import { fileURLToPath } from 'node:url';
import { ensureBrowser } from '../machine/browser.mjs';
import { ensureCodeServer } from '../machine/codeServerInstall.mjs';
import { ensureDockerEngine } from '../machine/dockerEngine.mjs';
import { runMochaTier } from './mochaTier.mjs';

/**
 * @param {{ countsFile?: string, grep?: string, slots?: import('./slots.mjs').Slots }} [options]
 * @returns {Promise<number>} an exit code
 */
export async function runE2eTier(options = {}) {
  // Before mocha's clock runs: on a bare machine these take minutes.
  const { env } = await ensureDockerEngine();
  await ensureCodeServer();
  await ensureBrowser();
  return runMochaTier('e2e', { ...options, env });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { buildExtension } = await import('../../esbuild.mjs');
  await buildExtension({ production: false });
  const grep = process.argv.slice(2).join(' ');
  process.exitCode = await runE2eTier(grep ? { grep } : {});
}
