import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Short: the path of a socket in it may have no more than a hundred characters, and ssh adds seventeen. */
const prefix = 'sb-ssh-';

export interface PrivateFolder {
  readonly path: string;
  /** At once, so that it is done when the process ends as well. */
  readonly remove: () => void;
}

/** A new folder that only this person can look into. What processes left that were killed is swept away first. */
export function privateFolder(parent = tmpdir()): PrivateFolder {
  for (const name of readdirSync(parent)) if (isAbandoned(name)) removeQuietly(join(parent, name));
  const path = mkdtempSync(join(parent, `${prefix}${process.pid}-`));
  chmodSync(path, 0o700);
  const remove = (): void => {
    process.off('exit', remove);
    removeQuietly(path);
  };
  process.once('exit', remove);
  return { path, remove };
}

function isAbandoned(name: string): boolean {
  const pid = Number(/^sb-ssh-(\d{1,10})-[A-Za-z0-9]{6}$/.exec(name)?.[1]);
  if (!Number.isInteger(pid) || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    // Another user's process is one, too.
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}

/** Another's folder cannot be removed, and harms nobody. */
function removeQuietly(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch {
    return;
  }
}
