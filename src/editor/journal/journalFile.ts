import { mkdir, open, rename, stat, unlink, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { JournalFile } from '../../app/operations/ports.js';

export interface JournalFileOptions {
  /** A file that is longer when it is first used makes room for a new one. */
  readonly rotateBytes: number;
}

const lineEnd = 10;
/** A window that ended in the middle of making room does not keep the others from it for longer. */
const rotationMs = 60_000;

/**
 * A file of lines that only grows. Every line is one write to the end of the file, so that windows that share it do not mix theirs, and is
 * on the disk before it counts as written. Beside it is the one that it took over from.
 */
export class LinesOnDisk implements JournalFile {
  private readonly path: string;
  private readonly olderPath: string;
  private ready: Promise<void> | undefined;
  /** How long the file is as far as this window has read or written it. */
  private knownBytes = 0;

  /** @param folder made when something is first written */
  constructor(
    private readonly folder: string,
    private readonly options: JournalFileOptions = { rotateBytes: 20_000_000 },
  ) {
    this.path = join(folder, 'journal.jsonl');
    this.olderPath = join(folder, 'journal.old.jsonl');
  }

  async read(): Promise<string | undefined> {
    await this.makeReady();
    // Whatever is written meanwhile is news.
    this.knownBytes = await sizeOf(this.path);
    const newer = await readEnd(this.path, this.options.rotateBytes);
    const room = this.options.rotateBytes - (newer?.length ?? 0);
    const older = room > 0 ? await readEnd(this.olderPath, room) : undefined;
    if (!newer && !older) return undefined;
    return new TextDecoder().decode(Buffer.concat([endedLines(older), newer ?? Buffer.alloc(0)]));
  }

  async append(lines: string): Promise<void> {
    await this.makeReady();
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const file = await open(this.path, 'a+', 0o600);
    try {
      const { size } = await file.stat();
      const bytes = Buffer.from(`${(await isTorn(file)) ? '\n' : ''}${lines}\n`);
      let written = 0;
      try {
        // The system may take less than it is given.
        while (written < bytes.length)
          written += (await file.write(bytes, written, bytes.length - written, null)).bytesWritten;
        await file.datasync();
      } catch (error) {
        // Whoever reads on must not find what counts as never written.
        await blankOut(this.path, size, bytes.subarray(0, written)).catch(() => undefined);
        throw error;
      }
      if (size === this.knownBytes) this.knownBytes += written;
      if (size === 0) await syncFolder(this.folder);
    } finally {
      await file.close();
    }
  }

  async hasNews(): Promise<boolean> {
    return (await sizeOf(this.path)) !== this.knownBytes;
  }

  /** Where no room can be made, as on a disk that is full or only to be read, the file is used as it is. */
  private makeReady(): Promise<void> {
    return (this.ready ??= this.rotate().catch(() => undefined));
  }

  /** One window at a time: a second one would put the file that the first has just begun in the place of the old one. */
  private async rotate(): Promise<void> {
    if ((await sizeOf(this.path)) <= this.options.rotateBytes) return;
    const claim = join(this.folder, 'journal.rotating');
    if (!(await claimed(claim))) return;
    try {
      if ((await sizeOf(this.path)) > this.options.rotateBytes) await rename(this.path, this.olderPath);
    } finally {
      await unlink(claim).catch(() => undefined);
    }
  }
}

async function claimed(path: string): Promise<boolean> {
  try {
    await (await open(path, 'wx', 0o600)).close();
    return true;
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Date.now() }));
    // The next window to start makes room.
    if (Date.now() - mtimeMs > rotationMs) await unlink(path).catch(() => undefined);
    return false;
  }
}

/** Somebody was stopped in the middle of a line: it stays alone on it. */
async function isTorn(file: FileHandle): Promise<boolean> {
  const { size } = await file.stat();
  if (size === 0) return false;
  const last = Buffer.alloc(1);
  const { bytesRead } = await file.read(last, 0, 1, size - 1);
  return bytesRead === 1 && last[0] !== lineEnd;
}

/**
 * Makes spaces of whole lines, which stand for nothing: they cannot be cut off, as other windows may have written after them, and take no room that
 * is not taken. What has no end is nobody's line anyway.
 */
async function blankOut(path: string, from: number, written: Buffer): Promise<void> {
  const blank = Buffer.alloc(Math.max(0, written.lastIndexOf(lineEnd)), ' ');
  if (blank.length === 0) return;
  const file = await open(path, 'r+');
  try {
    const since = Buffer.alloc((await file.stat()).size - from);
    await file.read(since, 0, since.length, from);
    const at = since.indexOf(written);
    if (at >= 0) await file.write(blank, 0, blank.length, from + at);
  } finally {
    await file.close();
  }
}

/** A file that was made is only there after a crash if its folder is on the disk, too. Some systems know no such thing. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

/** The last whole lines that there is room for; undefined where there is no such file. */
async function readEnd(path: string, room: number): Promise<Buffer | undefined> {
  let file: FileHandle;
  try {
    file = await open(path, 'r');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
  try {
    const { size } = await file.stat();
    const from = Math.max(0, size - room);
    const bytes = Buffer.alloc(size - from);
    let length = 0;
    for (let read = -1; read !== 0 && length < bytes.length; length += read)
      ({ bytesRead: read } = await file.read(bytes, length, bytes.length - length, from + length));
    const whole = bytes.subarray(0, length);
    return from === 0 ? whole : whole.subarray(whole.indexOf(lineEnd) + 1);
  } finally {
    await file.close();
  }
}

const endedLines = (bytes: Buffer | undefined): Buffer =>
  bytes && bytes.length > 0 && bytes.at(-1) !== lineEnd
    ? Buffer.concat([bytes, Buffer.from('\n')])
    : (bytes ?? Buffer.alloc(0));

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return 0;
    throw error;
  }
}

const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;
