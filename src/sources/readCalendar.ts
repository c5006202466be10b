import { open, realpath, stat } from 'node:fs/promises';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { fail, ok, type Result } from '../util/result.js';
import { getBounded } from './http.js';

const maxBytes = 2 * 1024 * 1024;
const timeoutMs = 15_000;

/** The text of a calendar: from an http(s) address, or from a file that lies in the runbook's own folder. */
export async function readCalendar(
  location: string,
  folder: string | undefined,
  signal: AbortSignal,
): Promise<Result<string, string>> {
  return /^https?:\/\//i.test(location) ? fromWeb(location, signal) : fromFile(location, folder);
}

async function fromWeb(url: string, signal: AbortSignal): Promise<Result<string, string>> {
  const answer = await getBounded({ url, timeoutMs, signal, maxBytes });
  if (!answer.ok) return fail(`cannot be read: ${answer.error.problem}`);
  const { status, body } = answer.value;
  if (status >= 300 && status < 400) return fail('is redirected, and redirects are not followed');
  return status === 200 ? ok(new TextDecoder().decode(body)) : fail(`answers HTTP ${status}`);
}

async function fromFile(location: string, folder: string | undefined): Promise<Result<string, string>> {
  if (folder === undefined) return fail('is a file, and the runbook is none that it could lie beside');
  const path = resolve(folder, location);
  if (!isInside(folder, path)) return outside;
  try {
    // A runbook may come with links in its folder: to files of others, or to a device that never ends.
    const found = await realpath(path);
    if (!isInside(await realpath(folder), found)) return outside;
    if (!(await stat(found)).isFile()) return fail('is not a file');
    const file = await open(found, 'r');
    try {
      const { size } = await file.stat();
      if (size > maxBytes) return fail(`is larger than ${maxBytes / 1024 / 1024} MB`);
      return ok(new TextDecoder().decode(await file.readFile()));
    } finally {
      await file.close();
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return fail(code === 'ENOENT' ? 'does not exist' : `cannot be read (${code ?? String(error)})`);
  }
}

const outside = fail("lies outside of the runbook's folder");

function isInside(folder: string, path: string): boolean {
  const inside = relative(folder, path);
  return inside !== '..' && !inside.startsWith(`..${sep}`) && !isAbsolute(inside);
}
