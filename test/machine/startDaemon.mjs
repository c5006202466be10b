import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';

/**
 * Starts a program that outlives this script: in a session of its own, saying what it has to say to a file.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ logFile: string, env: NodeJS.ProcessEnv, cwd?: string }} options
 * @returns {Promise<number>} its pid
 */
export function startDaemon(program, args, { logFile, env, cwd }) {
  const log = openSync(logFile, 'w');
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...args], {
      detached: true,
      stdio: ['ignore', log, log],
      env,
      ...(cwd === undefined ? {} : { cwd }),
    });
    closeSync(log);
    child.once('error', reject);
    child.once('spawn', () => {
      child.unref();
      resolve(/** @type {number} */ (child.pid));
    });
  });
}

/**
 * The end of a daemon's log, for an error message.
 * @param {string} logFile
 */
export function lastLines(logFile) {
  return readFileSync(logFile, 'utf8').trim().split('\n').slice(-12).join('\n  ');
}
