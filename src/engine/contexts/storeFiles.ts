import { access, open, readdir } from 'node:fs/promises';
import { fail, ok, type Result } from '../../util/result.js';
import { messageOf } from '../../util/messageOf.js';

const MAX_FILE_BYTES = 1024 * 1024;

/** What the context store asks of a file system. Failures are sentences; a file that is not there is `undefined`. */
export interface StoreFiles {
  readText(path: string): Promise<Result<string | undefined, string>>;
  /** Names in a folder, none when there is no such folder. */
  list(folder: string): Promise<Result<readonly string[], string>>;
  exists(path: string): Promise<boolean>;
}

export const diskFiles: StoreFiles = {
  async readText(path) {
    try {
      const file = await open(path, 'r');
      try {
        const stat = await file.stat();
        // A pipe or a device could be read for ever.
        if (!stat.isFile()) return fail('it is not a file');
        if (stat.size > MAX_FILE_BYTES) return fail('it is larger than 1 MiB');
        return ok(await file.readFile('utf8'));
      } finally {
        await file.close();
      }
    } catch (error) {
      return isMissing(error) ? ok(undefined) : fail(messageOf(error));
    }
  },

  async list(folder) {
    try {
      return ok(await readdir(folder));
    } catch (error) {
      return isMissing(error) ? ok([]) : fail(messageOf(error));
    }
  },

  async exists(path) {
    return access(path).then(
      () => true,
      () => false,
    );
  },
};

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';
