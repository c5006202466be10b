import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensureCodeServer } from './codeServerInstall.mjs';
import { freePort } from './freePort.mjs';
import { processAlive, waitForEnd } from './processAlive.mjs';
import { run } from './run.mjs';
import { lastLines, startDaemon } from './startDaemon.mjs';
import { waitFor } from './waitFor.mjs';

/**
 * @typedef {object} CodeServerOptions
 * @property {number} [port] without it, a free one
 * @property {string} userDataDir settings, logs and state; make a fresh one per test run. Keep it short: sockets lie in it
 * @property {string} extensionsDir
 * @property {string} folder what the workbench opens: a folder, or a .code-workspace file
 * @property {boolean} trust false: workspace trust is on, and the workbench asks
 * @property {NodeJS.ProcessEnv} [env] what the extension host runs with
 *
 * What only the URL can say; paths are absolute paths of this machine.
 * @typedef {object} Payload
 * @property {string} [extensionDevelopmentPath]
 * @property {string} [extensionTestsPath] the tests module, with its file name
 * @property {boolean} [skipWelcome]
 *
 * @typedef {{ url: (payload?: Payload) => string, port: number, pid: number, logFile: string, stop: () => Promise<void> }} CodeServer
 */

const START_TIMEOUT_MS = 60_000;

/** Tests reach nothing beyond this machine, so the workbench is not to ask a gallery for extensions either. */
const NO_GALLERY = { EXTENSIONS_GALLERY: '{}' };

/** As where it is started from a terminal: the environment is the one that it is given, and not that of a shell of whoever runs the tests. */
const NO_LOGIN_SHELL = { VSCODE_CLI: '1' };

/**
 * @param {CodeServerOptions} options
 * @returns {Promise<CodeServer>}
 */
export async function startCodeServer({ port: wanted, userDataDir, extensionsDir, folder, trust, env = process.env }) {
  const { serverEntry, node } = await ensureCodeServer();
  const port = wanted ?? (await freePort());
  for (const dir of [userDataDir, extensionsDir]) mkdirSync(dir, { recursive: true });
  const logFile = join(userDataDir, 'code-server.log');
  const pid = await startDaemon(
    node,
    [
      serverEntry,
      '--auth',
      'none',
      '--bind-addr',
      `127.0.0.1:${port}`,
      ...directories(userDataDir, extensionsDir),
      '--disable-telemetry',
      '--disable-update-check',
      '--disable-getting-started-override',
      ...(trust ? ['--disable-workspace-trust'] : []),
    ],
    { logFile, env: { ...env, ...NO_GALLERY, ...NO_LOGIN_SHELL } },
  );
  const endWithUs = () => endGroup(pid, 'SIGKILL');
  process.once('exit', endWithUs);

  const answered = await waitFor(() => pageAnswers(`http://127.0.0.1:${port}/healthz`), {
    timeoutMs: START_TIMEOUT_MS,
    giveUp: () => !processAlive(pid),
  });
  const stop = async () => {
    process.removeListener('exit', endWithUs);
    endGroup(pid, 'SIGTERM');
    if (!(await waitForEnd(pid, 5000))) endGroup(pid, 'SIGKILL');
  };
  if (answered === undefined) {
    await stop();
    throw new Error(`code-server did not answer; the end of its log:\n  ${lastLines(logFile)}`);
  }
  return { url: (payload) => workbenchUrl(port, folder, payload), port, pid, logFile, stop };
}

/**
 * Installs a packaged extension where a code-server will find it.
 * @param {{ vsix: string, userDataDir: string, extensionsDir: string }} options
 */
export async function installExtension({ vsix, userDataDir, extensionsDir }) {
  const { serverEntry, node } = await ensureCodeServer();
  await run(node, [serverEntry, ...directories(userDataDir, extensionsDir), '--install-extension', vsix, '--force']);
}

/**
 * @param {number} port
 * @param {string} folder
 * @param {Payload} [payload]
 */
export function workbenchUrl(port, folder, payload = {}) {
  const url = new URL(`http://127.0.0.1:${port}/`);
  url.searchParams.set(folder.endsWith('.code-workspace') ? 'workspace' : 'folder', folder);
  const onServer = `vscode-remote://127.0.0.1:${port}`;
  const pairs = Object.entries(payload).map(([key, value]) => [
    key,
    typeof value === 'string' ? onServer + value : String(value),
  ]);
  if (pairs.length > 0) url.searchParams.set('payload', JSON.stringify(pairs));
  return url.href;
}

/**
 * @param {string} userDataDir
 * @param {string} extensionsDir
 */
function directories(userDataDir, extensionsDir) {
  return [
    '--config',
    join(userDataDir, 'config.yaml'),
    '--user-data-dir',
    userDataDir,
    '--extensions-dir',
    extensionsDir,
  ];
}

/**
 * @param {string} url
 * @returns {Promise<true | undefined>}
 */
async function pageAnswers(url) {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2000) })).ok || undefined;
  } catch {
    return undefined;
  }
}

/**
 * code-server leads a group of its own, with its server and the extension hosts in it.
 * @param {number} pid
 * @param {NodeJS.Signals} signal
 */
function endGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
  } catch {
    // It ended by itself.
  }
}
