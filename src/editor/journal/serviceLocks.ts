import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, stat, unlink, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { HeldLocks, ServiceLocks } from '../../app/operations/ports.js';
import { fail, ok, type Result } from '../../util/result.js';
import { processMark } from './processMark.js';
import { processAlive } from './processAlive.js';

export interface LockTimes {
  /** How often a held lock is touched, ms. */
  readonly heartbeatMs: number;
  /** A lock of another machine that was not touched for so long is nobody's, ms. */
  readonly silentMs: number;
  /** A lock that has nothing in it after so long is nobody's, ms: whoever made it ended at once. */
  readonly emptyMs: number;
}

const usualTimes: LockTimes = { heartbeatMs: 10_000, silentMs: 300_000, emptyMs: 10_000 };

/**
 * Locks as files, one folder for each service: `1`, `2`, `3` and so on, of which the highest counts. Whoever takes a service makes the next
 * file, which of several only one can; whoever lets go of it renames the own one. So nobody ever removes a file that may be another's, and
 * what one has seen of the folder a moment ago can cost a try, never a lock.
 *
 * Processes and files are of the machine that the extensions run on. A process that lives keeps what it holds, however long it is silent: a
 * laptop that slept, or a debugger, may have stopped it in the middle. Of windows on other machines only the silence is seen.
 */
export class LockFiles implements ServiceLocks {
  constructor(
    private readonly folder: string,
    private readonly times: LockTimes = usualTimes,
  ) {}

  async acquire(
    keys: readonly string[],
    holder: string,
  ): Promise<Result<HeldLocks, { readonly key: string; readonly holder: string }>> {
    const token = randomUUID();
    const held: HeldFile[] = [];
    let isComplete = false;
    try {
      // In one order everywhere: of two windows that want the same services, one gets them.
      for (const key of [...new Set(keys)].sort()) {
        const taken = await this.take(key, holder, token);
        if (!taken.ok) return fail({ key, holder: taken.error });
        held.push(taken.value);
      }
      isComplete = true;
      return ok(new HeldFiles(held, token, this.times.heartbeatMs));
    } finally {
      if (!isComplete) await Promise.all(held.map(letGo));
    }
  }

  async holderOf(key: string): Promise<string | undefined> {
    const folder = this.folderOf(key);
    const top = highest(await entriesOf(folder));
    return top && (await this.livingHolder(folder, top));
  }

  private async take(key: string, holder: string, token: string): Promise<Result<HeldFile, string>> {
    const folder = this.folderOf(key);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    for (;;) {
      const top = highest(await entriesOf(folder));
      const living = top && (await this.livingHolder(folder, top));
      if (living !== undefined) return fail(living);
      const mine = { folder, number: (top?.number ?? 0) + 1 };
      const content: LockContent = {
        ...{ pid: process.pid, mark: await ownMark(), host: hostname() },
        ...{ holder, startedAt: Date.now(), token },
      };
      // Somebody was faster: what they have made is looked at in the next round.
      if (!(await create(pathOf(mine), JSON.stringify(content)))) continue;
      const entries = await entriesOf(folder);
      // What was seen as the highest may have been removed, as no longer needed, and its number free again.
      const isHighest = !entries.some(
        (entry) => entry.number > mine.number || (entry.number === mine.number && entry.isFree),
      );
      if (!isHighest) {
        await unlink(pathOf(mine)).catch(() => undefined);
        continue;
      }
      const past = entries.filter(({ number }) => number < mine.number - keptPast);
      await Promise.all(past.map((entry) => unlink(join(folder, entry.name)).catch(() => undefined)));
      return ok(mine);
    }
  }

  /** Who holds what this file stands for; undefined where it is free, and where its holder ended or, out of sight, is silent for too long. */
  private async livingHolder(folder: string, entry: Entry): Promise<string | undefined> {
    if (entry.isFree) return undefined;
    const path = join(folder, entry.name);
    const [content, silentMs] = [await readContent(path), await silenceOf(path)];
    // Let go of meanwhile.
    if (silentMs === undefined) return undefined;
    if (content === undefined) return silentMs > this.times.emptyMs ? undefined : 'another window';
    const isSilent = silentMs > this.times.silentMs;
    if (content.host !== hostname()) return isSilent ? undefined : content.holder;
    if (!(await processAlive(content.pid))) return undefined;
    // Where asking is dear, only what is silent is asked about.
    const isGone = (isSilent || isMarkCheap) && (await isAnother(content));
    return isGone ? undefined : content.holder;
  }

  private folderOf(key: string): string {
    return join(this.folder, createHash('sha256').update(key).digest('hex'));
  }
}

interface HeldFile {
  readonly folder: string;
  readonly number: number;
}

/** Locks that this process has, until they are let go of. */
class HeldFiles implements HeldLocks {
  private readonly timer: ReturnType<typeof setInterval>;
  private isReleased = false;

  constructor(
    private readonly files: readonly HeldFile[],
    private readonly token: string,
    heartbeatMs: number,
  ) {
    this.timer = setInterval(() => void this.touch(), heartbeatMs);
    // It keeps no process alive.
    this.timer.unref();
  }

  async isHeld(): Promise<boolean> {
    if (this.isReleased) return false;
    const held = await Promise.all(
      this.files.map(async (file) => {
        const top = highest(await entriesOf(file.folder));
        if (top?.number !== file.number || top.isFree) return false;
        return (await readContent(pathOf(file)))?.token === this.token;
      }),
    );
    return held.every(Boolean);
  }

  async release(): Promise<void> {
    if (this.isReleased) return;
    this.isReleased = true;
    clearInterval(this.timer);
    await Promise.all(this.files.map(letGo));
  }

  private async touch(): Promise<void> {
    const now = new Date();
    // Where a file is gone, `isHeld` says so.
    await Promise.all(this.files.map((file) => utimes(pathOf(file), now, now).catch(() => undefined)));
  }
}

interface LockContent {
  readonly pid: number;
  /** Tells the process from a later one of the same id; undefined where its system does not. */
  readonly mark: string | undefined;
  readonly host: string;
  readonly holder: string;
  readonly startedAt: number;
  readonly token: string;
}

interface Entry {
  readonly name: string;
  readonly number: number;
  readonly isFree: boolean;
}

const freeEnding = '.free';
/** Who lists the folder while others come and go still sees one of these, and so that the number it took is not the highest. */
const keptPast = 4;

const pathOf = ({ folder, number }: HeldFile): string => join(folder, String(number));

const letGo = (file: HeldFile): Promise<void> =>
  rename(pathOf(file), `${pathOf(file)}${freeEnding}`).catch(() => undefined);

async function entriesOf(folder: string): Promise<readonly Entry[]> {
  const names = await readdir(folder).catch(() => []);
  return names.flatMap((name) => {
    const [, digits, free] = /^(\d{1,15})(\.free)?$/.exec(name) ?? [];
    return digits === undefined ? [] : [{ name, number: Number(digits), isFree: free === freeEnding }];
  });
}

/** Of two with the same number, the free one was there first; the other one is about to find that out. */
const highest = (entries: readonly Entry[]): Entry | undefined =>
  [...entries].sort((a, b) => b.number - a.number || Number(b.isFree) - Number(a.isFree))[0];

/** False where there is such a file already. */
async function create(path: string, content: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx', 0o600);
    try {
      await file.writeFile(content);
    } catch (error) {
      // There was no room: what has nothing in it is not left to be in the way.
      await unlink(path).catch(() => undefined);
      throw error;
    } finally {
      await file.close();
    }
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

async function readContent(path: string): Promise<LockContent | undefined> {
  try {
    const value = JSON.parse(await readFile(path, 'utf8')) as Readonly<Record<keyof LockContent, unknown>> | null;
    if (!value) return undefined;
    const { pid, mark, host, holder, startedAt, token } = value;
    if (typeof pid !== 'number' || typeof startedAt !== 'number') return undefined;
    if (typeof host !== 'string' || typeof holder !== 'string' || typeof token !== 'string') return undefined;
    return { pid, mark: typeof mark === 'string' ? mark : undefined, host, holder, startedAt, token };
  } catch {
    return undefined;
  }
}

/** How long nobody has touched a file, ms; undefined where it is not there. */
async function silenceOf(path: string): Promise<number | undefined> {
  const found = await stat(path).catch(() => undefined);
  return found && Date.now() - found.mtimeMs;
}

const isMarkCheap = process.platform === 'linux';

/** Asked once. */
let own: Promise<string | undefined> | undefined;
const ownMark = (): Promise<string | undefined> => (own ??= processMark(process.pid));

/** Its id is another process's by now. Where that cannot be told it is the same one. */
async function isAnother({ pid, mark }: LockContent): Promise<boolean> {
  if (mark === undefined) return false;
  const now = await processMark(pid);
  return now !== undefined && now !== mark;
}
