import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from './cacheFolder.mjs';
import { oneAtATime } from './oneAtATime.mjs';
import { attempt, run } from './run.mjs';
import { say } from './say.mjs';

/**
 * The Debian mirror that this machine already uses, from its own apt sources in either format.
 * @returns {Promise<string | undefined>} undefined where there is none, as on Ubuntu
 */
export async function debianMirror() {
  const targets = await attempt('apt-get', ['indextargets', '--format', '$(REPO_URI)', 'Created-By: Packages']);
  const uris = targets.stdout.split('\n').map((uri) => uri.trim().replace(/\/+$/, ''));
  return uris.find((uri) => uri.endsWith('/debian'));
}

/**
 * Apt options for one suite alone: with sources, lists and cache of their own, nothing else on the machine can upgrade.
 * @param {string} suite
 * @param {string} mirror
 */
function privateApt(suite, mirror) {
  const root = cacheFolder('apt', suite);
  mkdirSync(join(root, 'lists', 'partial'), { recursive: true });
  mkdirSync(join(root, 'cache', 'archives', 'partial'), { recursive: true });
  const sources = join(root, 'sources.list');
  writeFileSync(sources, `deb ${mirror} ${suite} main\n`);
  const settings = {
    'Dir::Etc::sourcelist': sources,
    'Dir::Etc::sourceparts': '/dev/null',
    'Dir::Etc::preferences': '/dev/null',
    'Dir::Etc::preferencesparts': '/dev/null',
    'Dir::State::lists': join(root, 'lists'),
    'Dir::Cache': join(root, 'cache'),
    // The usual unprivileged download user may not write below root's home.
    'APT::Sandbox::User': 'root',
    'Acquire::Retries': '3',
    'Acquire::Languages': 'none',
  };
  return Object.entries(settings).flatMap(([key, value]) => ['-o', `${key}=${value}`]);
}

/**
 * Packages of another Debian release, unpacked in the cache and not installed, so that no service of theirs starts.
 * @param {string} suite
 * @param {readonly string[]} names
 * @param {string} purpose
 * @returns {Promise<string>} the folder that holds their usr/, or throws where there is no Debian mirror
 */
export async function unpackedPackages(suite, names, purpose) {
  const folder = join(cacheFolder('debian', suite), names.join('+'));
  if (existsSync(folder)) return folder;
  const mirror = await debianMirror();
  if (mirror === undefined)
    throw new Error(`no Debian mirror in this machine's apt sources to take ${names.join(', ')} from`);
  return oneAtATime(`debian-${suite}`, async () => {
    if (existsSync(folder)) return folder;
    say(`unpacking ${names.join(', ')} of Debian ${suite} in the cache folder, for ${purpose}`);
    const apt = privateApt(suite, mirror);
    const unfinished = `${folder}.unfinished`;
    rmSync(unfinished, { recursive: true, force: true });
    mkdirSync(unfinished);
    await run('apt-get', [...apt, '-qq', 'update']);
    await run('apt-get', [...apt, '-qq', 'download', ...names], { cwd: unfinished });
    for (const name of readdirSync(unfinished)) {
      await run('dpkg', ['-x', join(unfinished, name), unfinished]);
      rmSync(join(unfinished, name));
    }
    renameSync(unfinished, folder);
    return folder;
  });
}
