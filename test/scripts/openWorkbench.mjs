import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { startCodeServer } from '../machine/codeServer.mjs';
import { REPOSITORY } from '../machine/npmPackages.mjs';
import { say } from '../machine/say.mjs';
import { ensureVSCode } from '../machine/vscode.mjs';

/**
 * Opens the extension under development: in a desktop VS Code where one can be had and shown, else served to a browser.
 * @param {{ profile: string, folder: string, env: NodeJS.ProcessEnv }} options profile: a folder of its own for settings and state
 * @returns {Promise<{ stop: () => Promise<void>, ended: Promise<void> }>}
 */
export async function openWorkbench({ profile, folder, env }) {
  const vscode = await ensureVSCode();
  const userDataDir = join(profile, 'data');
  const extensionsDir = join(profile, 'extensions');
  if (vscode.kind === 'desktop') {
    const args = [folder, `--extensionDevelopmentPath=${REPOSITORY}`, '--disable-workspace-trust', '--skip-welcome'];
    const child = spawn(
      vscode.executable,
      [...args, `--user-data-dir=${userDataDir}`, `--extensions-dir=${extensionsDir}`],
      { env, stdio: 'ignore' },
    );
    const ended = new Promise((/** @type {(value: void) => void} */ resolve) => child.once('exit', () => resolve()));
    say('VS Code is open. Close it, or press Ctrl+C here, to end.');
    return { ended, stop: async () => void child.kill() };
  }
  const server = await startCodeServer({ userDataDir, extensionsDir, folder, trust: true, env });
  say(
    `The workbench is served at this address; open it in a browser. Ctrl+C ends it.\n\n  ${server.url({ extensionDevelopmentPath: REPOSITORY, skipWelcome: true })}\n`,
  );
  return { ended: new Promise(() => {}), stop: () => server.stop() };
}
