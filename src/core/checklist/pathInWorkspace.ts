import { percentDecoded } from './percentDecoded.js';

/** What no path of a workspace needs: control and direction-changing characters, backslashes, drives and other schemes. */
const foreign = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\\:*?"<>|]/;
const maxLength = 1_000;

/**
 * Where a path of a checklist leads, from the workspace's folder and without `.` and `..`. Undefined where it leads out of the workspace, or nowhere.
 *
 * @param written as it stands in the file, percent signs and all; one that begins with `/` begins at the workspace's folder, as in VS Code's preview
 * @param folder of the file, from the workspace's folder; empty for that folder itself
 */
export function pathInWorkspace(written: string, folder: string): string | undefined {
  const way = percentDecoded(written.split('?', 1)[0] ?? '');
  if (way === undefined || way === '' || way.length > maxLength || foreign.test(way) || way.startsWith('//'))
    return undefined;
  const path: string[] = way.startsWith('/') ? [] : folder.split('/').filter((name) => name !== '');
  for (const name of way.split('/')) {
    if (name === '' || name === '.') continue;
    if (name !== '..') path.push(name);
    else if (path.pop() === undefined) return undefined;
  }
  return path.length === 0 ? undefined : path.join('/');
}
