import type { EngineFailure } from '../../core/connection/engineFailure.js';
import type { Result } from '../../util/result.js';
import type { EngineLink } from './engineLink.js';

/** As long as a new connection may take: one that is made anew would do no better. */
const TIMEOUT_MS = 9000;

/** Asks the engine whether it is there; a failure after nine seconds without an answer. */
export function ping(link: EngineLink, signal: AbortSignal): Promise<Result<void, EngineFailure>> {
  return link.call({ signal, timeoutMs: TIMEOUT_MS }, async (docker) => void (await docker.ping()));
}
