import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { npm } from './npm.mjs';
import { oneAtATime } from './oneAtATime.mjs';
import { say } from './say.mjs';

export const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));

/** npm writes this file last, so its age is the age of a complete install. */
const INSTALLED = join(REPOSITORY, 'node_modules', '.package-lock.json');
const WANTED = join(REPOSITORY, 'package-lock.json');

function upToDate() {
  return existsSync(INSTALLED) && statSync(INSTALLED).mtimeMs >= statSync(WANTED).mtimeMs;
}

/** The project's npm packages, exactly as the lock file names them. */
export async function ensureNpmPackages() {
  if (upToDate()) return;
  await oneAtATime('npm-ci', async () => {
    if (upToDate()) return;
    say('installing the npm packages of package-lock.json with npm ci');
    await npm(['ci', '--no-audit', '--no-fund'], { cwd: REPOSITORY });
  });
}
