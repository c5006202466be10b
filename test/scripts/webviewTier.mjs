// The tests of pages, as they ship, in a real browser: node test/scripts/webviewTier.mjs [words that a test's title must contain]
import { fileURLToPath } from 'node:url';
import { buildPages } from '../../esbuild.mjs';
import { ensureBrowser } from '../machine/browser.mjs';
import { runMochaTier } from './mochaTier.mjs';

/**
 * @param {{ countsFile?: string, grep?: string }} [options]
 * @returns {Promise<number>} an exit code
 */
export async function runWebviewTier(options = {}) {
  // Before mocha's clock runs: on a bare machine it takes minutes.
  await ensureBrowser();
  await buildPages({ production: true });
  return runMochaTier('webview', options);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const grep = process.argv.slice(2).join(' ');
  process.exitCode = await runWebviewTier(grep ? { grep } : {});
}
