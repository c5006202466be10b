import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * A folder that outlives the clone, for what is slow to fetch or to build. It is made when missing.
 * @param {...string} parts
 */
export function cacheFolder(...parts) {
  const root =
    process.env['SCALEBOOK_CACHE'] ?? join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'scalebook');
  const folder = join(root, ...parts);
  mkdirSync(folder, { recursive: true });
  return folder;
}
