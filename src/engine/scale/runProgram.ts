import { spawn } from 'node:child_process';
import { ProgramGroup } from '../commands/programGroup.js';

/** The beginning of stdout and the end of stderr are what anyone wants to read. */
const MAX_STDOUT_CHARACTERS = 8_000_000;
const MAX_STDERR_CHARACTERS = 64_000;

export interface ProgramOutcome {
  /** Undefined when it could not be started or was ended from outside. */
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
  /** It was asked to end and did not, for as long as it was given: whatever it was doing was cut off. */
  readonly wasKilled: boolean;
}

export interface ProgramOptions {
  /** The whole environment, not an addition to one. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Asks the program to end as Ctrl+C does; the outcome still waits for its end. */
  readonly signal: AbortSignal;
  /** How long it may take to end once it was asked to, ms; then all that it has begun is ended with it. */
  readonly graceMs?: number;
  readonly onErrorLine?: (line: string) => void;
}

export type RunProgram = (program: string, args: readonly string[], options: ProgramOptions) => Promise<ProgramOutcome>;

/** For what only looks. */
const usualGraceMs = 5000;

/** Runs a program without a shell and with nothing to read on stdin. */
export const runProgram: RunProgram = (program, args, { env, signal, graceMs = usualGraceMs, onErrorLine }) =>
  new Promise((resolve) => {
    let [stdout, stderr, line] = ['', '', ''];
    if (signal.aborted) return resolve({ exitCode: undefined, stdout, stderr, wasKilled: false });
    const child = spawn(program, [...args], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own, so that what it begins, such as a plugin, can be ended with it.
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    let grace: ReturnType<typeof setTimeout> | undefined;
    let group: ProgramGroup | undefined;
    const interrupt = (): void => {
      child.kill('SIGINT');
      grace = setTimeout(() => {
        group = new ProgramGroup(child, process.platform);
        group.end();
      }, graceMs);
    };
    const end = (exitCode: number | undefined): void => {
      signal.removeEventListener('abort', interrupt);
      clearTimeout(grace);
      group?.ended();
      resolve({ exitCode, stdout, stderr, wasKilled: group !== undefined });
    };
    signal.addEventListener('abort', interrupt, { once: true });
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout = (stdout + text).slice(0, MAX_STDOUT_CHARACTERS);
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr = (stderr + text).slice(-MAX_STDERR_CHARACTERS);
      const lines = (line + text).split('\n');
      line = (lines.pop() ?? '').slice(-MAX_STDERR_CHARACTERS);
      for (const whole of lines) onErrorLine?.(whole);
    });
    child.once('error', (error) => {
      stderr += error.message;
      end(undefined);
    });
    child.once('close', (exitCode) => end(exitCode ?? undefined));
  });
