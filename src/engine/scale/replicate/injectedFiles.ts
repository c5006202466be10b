import type Docker from 'dockerode';
import type { InspectedReplica } from './inspectedReplica.js';
import { renamedTar } from './renamedTar.js';

/** The engine's sign for a file that was added after creation. */
const ADDED = 1;
const SECRET = /^\/run\/secrets\/[^/]+$/;
/** Docker's own limit for a secret is 500 kB. */
const MAX_BYTES = 1_000_000;

/**
 * Copies the secrets that Compose wrote into the source container itself (those given by `environment:`). No mount shows
 * them, and without them a copy of the container would start with nothing in their place.
 */
export async function copyInjectedFiles(docker: Docker, source: InspectedReplica, cloneId: string): Promise<void> {
  const from = docker.getContainer(source.Id);
  for (const path of injectedPaths(await from.changes(), source)) {
    const tar = await readAll(await from.getArchive({ path }));
    // The folder may not exist in the copy, so the whole path goes into the archive.
    await docker.getContainer(cloneId).putArchive(renamedTar(tar, path.slice(1)), { path: '/' });
  }
}

function injectedPaths(changes: unknown, source: InspectedReplica): readonly string[] {
  const mounted = new Set((source.Mounts ?? []).map((mount) => mount.Destination));
  const entries: readonly unknown[] = Array.isArray(changes) ? changes : [];
  return entries.flatMap((entry) => {
    if (typeof entry !== 'object' || entry === null || !('Kind' in entry) || !('Path' in entry)) return [];
    const { Kind, Path } = entry;
    return Kind === ADDED && typeof Path === 'string' && SECRET.test(Path) && !mounted.has(Path) ? [Path] : [];
  });
}

async function readAll(stream: NodeJS.ReadableStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    const buffer = Buffer.from(chunk);
    bytes += buffer.length;
    if (bytes > MAX_BYTES) throw new Error('A secret of the source container is larger than 1 MB.');
    chunks.push(buffer);
  }
  return Buffer.concat(chunks);
}
