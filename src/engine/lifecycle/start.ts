import type { EngineFailure } from '../../core/connection/engineFailure.js';
import type { Result } from '../../util/result.js';
import type { EngineLink } from '../connect/engineLink.js';
import { engineStatus } from '../connect/engineStatus.js';

/** Without a bound in time: networks and volumes of the replica may take theirs. */
export function start(
  link: EngineLink,
  containerId: string,
  signal: AbortSignal,
): Promise<Result<void, EngineFailure>> {
  return link.call({ signal }, async (docker) => {
    try {
      await docker.getContainer(containerId).start();
    } catch (error) {
      const isRunning = engineStatus(error) === 304;
      if (!isRunning) throw error;
    }
  });
}
