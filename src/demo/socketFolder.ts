import { chmodSync, lstatSync, mkdtempSync, readdirSync, rmdirSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const prefix = 'scalebook-demo-';
const socketName = 'demo.sock';
/** Sockets of a longer path cannot be opened: 104 bytes on macOS, 108 on Linux, and one of them is the end. */
const longestPath = 103;
/** One that is younger may be about to get its socket. */
const youngMs = 60_000;

/** Where folders for sockets are made: the first whose path is short enough. */
const parents = (): readonly string[] => [...new Set([tmpdir(), '/tmp'])];

export interface SocketFolder {
  /** Of the socket, which is not there yet. */
  readonly path: string;
  /** At once, so that it is done when a process ends as well. */
  readonly remove: () => void;
}

/** A new folder for the demo's socket, which only this person can look into. */
export function socketFolder(under = parents()): SocketFolder {
  const parent = under.find((folder) => Buffer.byteLength(join(folder, `${prefix}123456`, socketName)) <= longestPath);
  if (parent === undefined) throw new Error(`${under.join(' and ')}: too long a path for a socket`);
  const folder = mkdtempSync(join(parent, prefix));
  chmodSync(folder, 0o700);
  const remove = (): void => {
    process.off('exit', remove);
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', remove);
  return { path: join(folder, socketName), remove };
}

/** Removes what demos left that were killed: folders of this person with a socket that nobody listens at. */
export async function sweepSocketFolders(under = parents(), now = Date.now()): Promise<void> {
  const own = under.flatMap((parent) =>
    (attempt(() => readdirSync(parent)) ?? [])
      .filter((name) => name.startsWith(prefix))
      .map((name) => join(parent, name))
      .filter((folder) => isOwn(folder)),
  );
  await Promise.all(own.map((folder) => sweep(folder, now)));
}

/** Others may have put things with such names there. */
function isOwn(folder: string): boolean {
  const found = attempt(() => lstatSync(folder));
  return found?.isDirectory() === true && found.uid === process.getuid?.();
}

async function sweep(folder: string, now: number): Promise<void> {
  const path = join(folder, socketName);
  const socket = attempt(() => lstatSync(path));
  const isYoung = now - (attempt(() => lstatSync(folder).mtimeMs) ?? now) < youngMs;
  if (socket ? !socket.isSocket() || (await isListenedTo(path)) : isYoung) return;
  attempt(() => {
    rmSync(path, { force: true });
    // Not what is in it: only what the demo itself puts there is known to be of no use.
    rmdirSync(folder);
  });
}

const isListenedTo = (path: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(path, () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code !== 'ECONNREFUSED'));
  });

/** Undefined where it fails: a folder may go away at any moment, and one that stays harms nobody. */
function attempt<T>(what: () => T): T | undefined {
  try {
    return what();
  } catch {
    return undefined;
  }
}
