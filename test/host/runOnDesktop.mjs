// The tests in the extension host of a desktop VS Code.
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';

/**
 * @typedef {object} HostRun
 * @property {string} extension the folder of the extension under development
 * @property {string} tests the module that runs the tests
 * @property {string} folder what the editor opens
 * @property {string} profile a folder of its own for settings and state
 * @property {NodeJS.ProcessEnv} env
 */

/**
 * @param {string} executable
 * @param {HostRun} run
 * @returns {Promise<number>} the exit code that the editor gives
 */
export async function runOnDesktop(executable, { extension, tests, folder, profile, env }) {
  try {
    return await runTests({
      vscodeExecutablePath: executable,
      extensionDevelopmentPath: extension,
      extensionTestsPath: tests,
      launchArgs: [
        folder,
        '--disable-workspace-trust',
        '--skip-welcome',
        `--user-data-dir=${join(profile, 'data')}`,
        `--extensions-dir=${join(profile, 'extensions')}`,
      ],
      extensionTestsEnv: env,
    });
  } catch (error) {
    // It throws for any other code than 0, with the tests' own words already printed.
    console.error(error instanceof Error ? error.message : String(error));
    return 1;
  }
}
