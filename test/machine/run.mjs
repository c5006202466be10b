import { spawn } from 'node:child_process';
import { toBackground } from './toBackground.mjs';

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env] the whole environment, not an addition to it
 * @property {number} [timeoutMs] after this the command is killed and the run fails
 * @property {boolean} [inBackground] it has what others leave of the processor
 * @property {string} [input] what the command reads on stdin; without it stdin is empty
 *
 * @typedef {{ ok: boolean, code: number | null, stdout: string, stderr: string, timedOut: boolean }} RunResult
 */

const DEFAULT_TIMEOUT_MS = 10 * 60_000;
const LINES_IN_ERROR = 15;

/**
 * Runs a program, never through a shell, and answers how it went, whatever the exit code.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<RunResult>}
 */
export function attempt(command, args, options = {}) {
  return new Promise((resolve) => {
    // A group of its own where the system has groups, so that a timeout also ends the command's own children.
    const ownGroup = process.platform !== 'win32';
    const child = spawn(command, [...args], {
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
      env: options.env ?? process.env,
      stdio: 'pipe',
      detached: ownGroup,
    });
    if (options.inBackground && child.pid !== undefined) toBackground(child.pid);
    let stdout = '';
    let stderr = '';
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      if (child.pid === undefined) return;
      try {
        process.kill(ownGroup ? -child.pid : child.pid, 'SIGKILL');
      } catch {
        // It ended by itself in the meantime.
      }
    }, options.timeoutMs ?? DEFAULT_TIMEOUT_MS);

    child.stdout.setEncoding('utf8').on('data', (/** @type {string} */ text) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (/** @type {string} */ text) => (stderr += text));
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input ?? '');
    child.on('error', (error) => {
      clearTimeout(timer);
      resolve({ ok: false, code: null, stdout, stderr: stderr + error.message, timedOut });
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ ok: code === 0 && !timedOut, code, stdout, stderr, timedOut });
    });
  });
}

/**
 * Runs a program and answers its stdout; anything but exit code 0 throws with the last lines it said.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<string>}
 */
export async function run(command, args, options = {}) {
  const result = await attempt(command, args, options);
  if (result.ok) return result.stdout;
  const how = result.timedOut ? 'did not finish in time' : `ended with ${result.code ?? 'no exit code'}`;
  const said = `${result.stdout}\n${result.stderr}`.trim().split('\n').slice(-LINES_IN_ERROR).join('\n  ');
  throw new Error(`${[command, ...args].join(' ')} ${how}:\n  ${said}`);
}
