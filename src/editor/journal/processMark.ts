import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const answerMs = 5000;

/**
 * What tells one process from a later one of the same id: when it was started, as its system writes that. Undefined where the system does not
 * tell, or there is no such process. Asking costs a child process everywhere but on Linux.
 */
export async function processMark(
  pid: number,
  system: NodeJS.Platform = process.platform,
): Promise<string | undefined> {
  try {
    if (system === 'linux') return startOf(await readFile(`/proc/${pid}/stat`, 'utf8'));
    const [program, args] = system === 'win32' ? windowsCall(pid) : unixCall(pid);
    const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC' };
    const { stdout } = await promisify(execFile)(program, args, { timeout: answerMs, windowsHide: true, env });
    return stdout.trim() || undefined;
  } catch {
    return undefined;
  }
}

/** In clock ticks since the machine came up: no setting of a clock moves it. The name before it may hold anything. */
const startOf = (stat: string): string | undefined => stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];

type Call = readonly [program: string, args: string[]];

const unixCall = (pid: number): Call => ['ps', ['-o', 'lstart=', '-p', String(pid)]];

const windowsCall = (pid: number): Call => [
  'powershell.exe',
  ['-NoProfile', '-NonInteractive', '-Command', `(Get-Process -Id ${pid}).StartTime.ToFileTimeUtc()`],
];
