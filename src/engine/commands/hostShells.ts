import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import type { Shells } from '../../app/checklist/ports.js';
import { ProgramGroup } from './programGroup.js';
import { shellEnvironment } from './shellEnvironment.js';
import { shellInvocation } from './shellInvocation.js';

type Run = Shells['run'];

/** Shells of the machine that the editor's extensions run on. */
export const hostShells = (env: NodeJS.ProcessEnv, platform = process.platform): Shells => ({
  knows: (shell) => shellInvocation(shell, platform, '') !== undefined,
  run: (...args) => runShell(env, platform, ...args),
});

function runShell(
  env: NodeJS.ProcessEnv,
  platform: NodeJS.Platform,
  ...[{ shell, text, folder, environment }, onOutput, signal]: Parameters<Run>
): ReturnType<Run> {
  return new Promise((resolve) => {
    const invocation = shellInvocation(shell, platform, text);
    const failed = (detail: string): void => resolve({ exitCode: undefined, detail });
    if (signal.aborted) return resolve({ exitCode: undefined, detail: undefined });
    if (!invocation) return failed(`${shell} is not on this machine.`);
    const child = spawn(invocation.program, [...invocation.args], {
      cwd: folder,
      env: shellEnvironment(env, environment),
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own, so that what it begins can be ended with it.
      detached: platform !== 'win32',
      windowsHide: true,
      windowsVerbatimArguments: invocation.verbatim,
    });
    const group = new ProgramGroup(child, platform);
    const end = (): void => group.end();
    signal.addEventListener('abort', end, { once: true });
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', onOutput);
    child.once('error', (error) => {
      group.ended();
      failed(error.message);
    });
    child.once('close', (exitCode, endedBy) => {
      signal.removeEventListener('abort', end);
      group.ended();
      if (signal.aborted) return resolve({ exitCode: undefined, detail: undefined });
      // As shells tell of it.
      resolve({ exitCode: exitCode ?? 128 + (endedBy ? constants.signals[endedBy] : 0), detail: undefined });
    });
  });
}
