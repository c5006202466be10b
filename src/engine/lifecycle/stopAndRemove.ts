import type Docker from 'dockerode';
import type { EngineFailure } from '../../core/connection/engineFailure.js';
import type { Result } from '../../util/result.js';
import type { EngineLink } from '../connect/engineLink.js';
import { engineStatus } from '../connect/engineStatus.js';

/**
 * Without a bound in time and without `t`: the engine waits for the container's own grace period, and giving up here would only
 * hide that it goes on to stop it. Never forced: who started it again in between keeps it.
 */
export function stopAndRemove(link: EngineLink, containerId: string): Promise<Result<void, EngineFailure>> {
  return link.call({}, async (docker) => {
    const container = docker.getContainer(containerId);
    if (await stop(container)) await remove(container);
  });
}

/** False when there is nothing left to remove. */
async function stop(container: Docker.Container): Promise<boolean> {
  try {
    await container.stop();
    return true;
  } catch (error) {
    const status = engineStatus(error);
    if (status === 404) return false;
    const isStopped = status === 304;
    if (isStopped) return true;
    throw error;
  }
}

async function remove(container: Docker.Container): Promise<void> {
  try {
    // `v` removes its anonymous volumes, never a named one.
    await container.remove({ v: true });
  } catch (error) {
    const status = engineStatus(error);
    const isBeingRemoved = status === 409 && error instanceof Error && /already in progress/i.test(error.message);
    if (status !== 404 && !isBeingRemoved) throw error;
  }
}
