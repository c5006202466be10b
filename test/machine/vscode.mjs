import { ensureCodeServer } from './codeServerInstall.mjs';
import { ensureNpmPackages, REPOSITORY } from './npmPackages.mjs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { cacheFolder } from './cacheFolder.mjs';
import { say } from './say.mjs';

/**
 * @typedef {{ kind: 'desktop', executable: string }
 *   | { kind: 'web', serverEntry: string, version: string, node: string }} VSCode
 *   web: code-server, whose version is not VS Code's; node is what it must be started with
 */

const FIRST_BYTE_TIMEOUT_MS = 20_000;

/**
 * A VS Code to run the extension in: the desktop one where a window can open and it can be downloaded, else the same workbench and
 * extension host served to a browser. SCALEBOOK_VSCODE=desktop or =web decides otherwise.
 * @param {{ version?: string }} [options] the desktop's version, as 'stable' or '1.99.3'
 * @returns {Promise<VSCode>}
 */
export async function ensureVSCode({ version = 'stable' } = {}) {
  const wish = process.env['SCALEBOOK_VSCODE'];
  if (wish === 'desktop') return desktop(version);
  if (wish !== 'web' && windowsCanOpen()) {
    try {
      return await desktop(version);
    } catch (error) {
      say(`no desktop VS Code, so code-server instead: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return { kind: 'web', ...(await ensureCodeServer()) };
}

function windowsCanOpen() {
  return process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
}

/**
 * @param {string} version
 * @returns {Promise<VSCode>}
 */
async function desktop(version) {
  await ensureNpmPackages();
  const fromRepository = createRequire(join(REPOSITORY, 'package.json'));
  /** @type {{ downloadAndUnzipVSCode(options: object): Promise<string> }} */
  const testElectron = await import(pathToFileURL(fromRepository.resolve('@vscode/test-electron')).href);
  say(`looking for VS Code ${version}, and downloading it when it is not in the cache folder`);
  const silence = new AbortController();
  const executable = await Promise.race([
    testElectron.downloadAndUnzipVSCode({
      version,
      cachePath: cacheFolder('vscode'),
      timeout: FIRST_BYTE_TIMEOUT_MS,
      reporter: {
        report: (/** @type {{ bytesSoFar?: number, downloadedPath?: string }} */ progress) => {
          if (progress.bytesSoFar || progress.downloadedPath) silence.abort();
        },
        error: (/** @type {unknown} */ error) => say(`VS Code download: ${String(error)}`),
      },
    }),
    noByteArrived(silence.signal),
  ]);
  return { kind: 'desktop', executable };
}

/**
 * Never resolves: it rejects when the download has not begun in time.
 * @param {AbortSignal} begun
 * @returns {Promise<never>}
 */
function noByteArrived(begun) {
  return new Promise((_, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`the VS Code download did not begin within ${FIRST_BYTE_TIMEOUT_MS / 1000} s`)),
      FIRST_BYTE_TIMEOUT_MS,
    );
    begun.addEventListener('abort', () => clearTimeout(timer));
  });
}
