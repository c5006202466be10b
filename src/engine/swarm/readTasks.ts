import type { EngineFailure } from '../../core/connection/engineFailure.js';
import type { Result } from '../../util/result.js';
import type { EngineLink } from '../connect/engineLink.js';
import { entries, taskAnswer, type TaskAnswer } from './swarmAnswers.js';

const TIMEOUT_MS = 20_000;

/** Every task of one service that the Swarm still remembers. */
export function readTasks(
  link: EngineLink,
  serviceId: string,
  signal: AbortSignal,
): Promise<Result<readonly TaskAnswer[], EngineFailure>> {
  return link.call({ signal, timeoutMs: TIMEOUT_MS }, async (docker) => {
    const listed: unknown = await docker.listTasks({ filters: { service: [serviceId] } });
    return entries(taskAnswer, listed);
  });
}
