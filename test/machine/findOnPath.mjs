import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * @param {string} command without extension
 * @returns {string | undefined} its absolute path
 */
export function findOnPath(command) {
  const name = process.platform === 'win32' ? `${command}.exe` : command;
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path));
}
