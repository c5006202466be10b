import { mayInstallSystemPackages } from './debianHost.mjs';
import { oneAtATime } from './oneAtATime.mjs';
import { attempt, run } from './run.mjs';
import { say } from './say.mjs';

const APT_ENV = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };

/** Another apt may be at work on this machine: wait for it rather than fail. */
const APT_OPTIONS = ['-qq', '-o', 'DPkg::Lock::Timeout=300', '-o', 'Acquire::Retries=3'];

let updated = false;

/**
 * @param {readonly string[]} names
 * @returns {Promise<string[]>}
 */
async function missingPackages(names) {
  const query = await attempt('dpkg-query', ['--show', '--showformat', '${Package} ${db:Status-Status}\n', ...names]);
  const installed = new Set(
    query.stdout
      .split('\n')
      .filter((line) => line.endsWith(' installed'))
      .map((line) => line.split(' ')[0]),
  );
  return names.filter((name) => !installed.has(name));
}

/**
 * Installs those of the Debian packages that are missing.
 * @param {readonly string[]} names
 * @param {string} purpose completes the sentence "… is needed for"
 */
export async function ensureAptPackages(names, purpose) {
  if ((await missingPackages(names)).length === 0) return;
  if (!mayInstallSystemPackages()) {
    throw new Error(
      `${names.join(', ')} needed for ${purpose}. System packages are only installed as root on Debian or Ubuntu; ` +
        `install what these packages hold, or run: sudo apt-get install --no-install-recommends ${names.join(' ')}`,
    );
  }
  await oneAtATime('apt', async () => {
    const missing = await missingPackages(names);
    if (missing.length === 0) return;
    say(`installing ${missing.join(', ')} with apt-get, for ${purpose}`);
    if (!updated) await run('apt-get', [...APT_OPTIONS, 'update'], { env: APT_ENV });
    updated = true;
    await run('apt-get', [...APT_OPTIONS, 'install', '--yes', '--no-install-recommends', ...missing], { env: APT_ENV });
  });
}
