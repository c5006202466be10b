import type { EngineFailure } from '../../core/connection/engineFailure.js';
import type { Result } from '../../util/result.js';
import type { EngineLink } from '../connect/engineLink.js';

const TIMEOUT_MS = 20_000;

/** All that the engine says of a container, as JSON text to read. */
export function inspectJson(
  link: EngineLink,
  containerId: string,
  signal: AbortSignal,
): Promise<Result<string, EngineFailure>> {
  return link.call({ signal, timeoutMs: TIMEOUT_MS }, async (docker) =>
    JSON.stringify(await docker.getContainer(containerId).inspect(), undefined, 2),
  );
}
