import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, copyFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureAptPackages } from './aptPackages.mjs';
import { cacheFolder } from './cacheFolder.mjs';
import { mayInstallSystemPackages } from './debianHost.mjs';
import { debianMirror } from './debianSuite.mjs';
import { ensureDockerCli } from './dockerPrograms.mjs';
import { oneAtATime } from './oneAtATime.mjs';
import { run } from './run.mjs';
import { say } from './say.mjs';

/**
 * @typedef {object} ImageTarget
 * @property {string} [host] the engine to put the image into; without it, the one that the docker command speaks to
 */

export const TINY_IMAGE = 'scalebook-test/tiny:1';
export const DEBIAN_IMAGE = 'debian:bookworm-slim';

const PULL_TIMEOUT_MS = 20_000;
const PULLED_TINY = 'busybox:stable-musl';
const PATH_IN_IMAGE = 'ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/**
 * A megabyte with a shell, wget, nc and httpd, in the engine within a second.
 * @param {ImageTarget} [target]
 */
export async function ensureTinyImage(target = {}) {
  const docker = await dockerOf(target);
  if (await has(docker, TINY_IMAGE)) return TINY_IMAGE;
  if (!mayInstallSystemPackages()) {
    await pull(docker, PULLED_TINY, 5 * PULL_TIMEOUT_MS);
    await docker(['tag', PULLED_TINY, TINY_IMAGE]);
    return TINY_IMAGE;
  }
  await ensureAptPackages(['busybox-static'], 'the tiny test image');
  const archive = await cachedArchive('tiny.tar', async (folder) => {
    mkdirSync(join(folder, 'bin'));
    mkdirSync(join(folder, 'tmp'));
    copyFileSync('/bin/busybox', join(folder, 'bin', 'busybox'));
    const applets = (await run('/bin/busybox', ['--list']))
      .split('\n')
      .filter((name) => name !== '' && name !== 'busybox');
    for (const name of applets) symlinkSync('busybox', join(folder, 'bin', name));
  });
  await docker(['import', '--change', PATH_IN_IMAGE, '--change', 'CMD ["/bin/sh"]', archive, TINY_IMAGE]);
  return TINY_IMAGE;
}

/**
 * The base of the real stack's images: pulled where a registry can be reached, else made from the machine's own Debian mirror.
 * @param {ImageTarget} [target]
 */
export async function ensureDebianImage(target = {}) {
  const docker = await dockerOf(target);
  if (await has(docker, DEBIAN_IMAGE)) return DEBIAN_IMAGE;
  return oneAtATime('debian-image', async () => {
    if (await has(docker, DEBIAN_IMAGE)) return DEBIAN_IMAGE;
    const pulled = await pull(docker, DEBIAN_IMAGE, PULL_TIMEOUT_MS).then(
      () => undefined,
      (/** @type {Error} */ error) => error,
    );
    if (pulled === undefined) return DEBIAN_IMAGE;
    const mirror = mayInstallSystemPackages() ? await debianMirror() : undefined;
    if (mirror === undefined)
      throw new Error(
        `${DEBIAN_IMAGE} cannot be pulled, and only as root on Debian can it be made here.\n${pulled.message}`,
      );
    await ensureAptPackages(['debootstrap'], `making ${DEBIAN_IMAGE} without a registry`);
    const archive = await cachedArchive('bookworm-slim.tar', async (folder) => {
      say(`making ${DEBIAN_IMAGE} with debootstrap, which takes a minute or two`);
      await run('debootstrap', ['--variant=minbase', 'bookworm', folder, mirror]);
      for (const left of ['var/cache/apt/archives', 'var/lib/apt/lists', 'usr/share/doc', 'usr/share/locale']) {
        rmSync(join(folder, left), { recursive: true, force: true });
      }
      mkdirSync(join(folder, 'var/cache/apt/archives/partial'), { recursive: true });
      mkdirSync(join(folder, 'var/lib/apt/lists/partial'), { recursive: true });
    });
    await docker(['import', '--change', PATH_IN_IMAGE, '--change', 'CMD ["bash"]', archive, DEBIAN_IMAGE]);
    return DEBIAN_IMAGE;
  });
}

/** @typedef {(args: readonly string[], timeoutMs?: number) => Promise<string>} Docker */

/**
 * @param {ImageTarget} target
 * @returns {Promise<Docker>}
 */
async function dockerOf({ host }) {
  const cliPath = await ensureDockerCli();
  const at = host === undefined ? [] : ['-H', host];
  return (args, timeoutMs) => run(cliPath, [...at, ...args], timeoutMs === undefined ? {} : { timeoutMs });
}

/**
 * @param {Docker} docker
 * @param {string} image
 */
async function has(docker, image) {
  return (await docker(['image', 'ls', '--quiet', image])).trim() !== '';
}

/**
 * @param {Docker} docker
 * @param {string} image
 * @param {number} timeoutMs
 */
async function pull(docker, image, timeoutMs) {
  say(`pulling ${image}`);
  await docker(['pull', '--quiet', image], timeoutMs);
}

/**
 * A root file system as a tar in the cache folder, so that a private engine gets its copy at once.
 * @param {string} name
 * @param {(folder: string) => Promise<void>} fill
 */
async function cachedArchive(name, fill) {
  const archive = join(cacheFolder('images'), name);
  if (existsSync(archive)) return archive;
  const folder = mkdtempSync(join(tmpdir(), 'scalebook-image-'));
  const unfinished = `${archive}.${process.pid}`;
  try {
    await fill(folder);
    await run('chmod', ['755', folder]);
    await run('tar', ['-C', folder, '--numeric-owner', '-cf', unfinished, '.']);
    renameSync(unfinished, archive);
  } finally {
    rmSync(folder, { recursive: true, force: true });
    rmSync(unfinished, { force: true });
  }
  return archive;
}
