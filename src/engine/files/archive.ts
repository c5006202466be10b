import type { EngineFailure } from '../../core/connection/engineFailure.js';
import type { Result } from '../../util/result.js';
import type { EngineLink } from '../connect/engineLink.js';

const TIMEOUT_MS = 15_000;

/** One file or folder of a container, running or not, as a tar with its owner and rights. */
export function getArchive(
  link: EngineLink,
  containerId: string,
  path: string,
  maxBytes: number,
  signal: AbortSignal,
): Promise<Result<Uint8Array, EngineFailure>> {
  return link.call({ signal, timeoutMs: TIMEOUT_MS }, async (docker) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    for await (const chunk of await docker.getContainer(containerId).getArchive({ path })) {
      const buffer = Buffer.from(chunk);
      bytes += buffer.length;
      if (bytes > maxBytes) throw new Error(`${path} is larger than ${maxBytes} bytes.`);
      chunks.push(buffer);
    }
    return Buffer.concat(chunks);
  });
}

/** Puts what is in a tar into a folder of a container, running or not. */
export function putArchive(
  link: EngineLink,
  containerId: string,
  folder: string,
  archive: Uint8Array,
  signal: AbortSignal,
): Promise<Result<void, EngineFailure>> {
  return link.call({ signal, timeoutMs: TIMEOUT_MS }, async (docker) => {
    await docker.getContainer(containerId).putArchive(Buffer.from(archive), { path: folder });
  });
}
