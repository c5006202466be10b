import type { EngineFailure } from '../../core/connection/engineFailure.js';
import type { Result } from '../../util/result.js';
import type { EngineLink } from '../connect/engineLink.js';

/** Without a bound in time, as the container's grace period may be hours; without `t`, so that the engine uses it. */
export function restart(
  link: EngineLink,
  containerId: string,
  signal: AbortSignal,
): Promise<Result<void, EngineFailure>> {
  return link.call({ signal }, async (docker) => {
    await docker.getContainer(containerId).restart();
  });
}
