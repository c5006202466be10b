import { readFile } from 'node:fs/promises';

/** Whether a process of this machine still runs. One that has ended and that nobody has taken note of, as in a container without an init, does not. */
export async function processAlive(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // It is there, and another user's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
  // Where there is no such file, the system has no such processes, or hides them.
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The second field is a name in brackets, with anything in it.
  return !stat.slice(stat.lastIndexOf(')') + 2).startsWith('Z');
}
