import type { EngineFailure } from '../../core/connection/engineFailure.js';
import type { SwarmRecord } from '../../core/stack/swarm.js';
import type { Result } from '../../util/result.js';
import type { EngineLink } from '../connect/engineLink.js';
import { toSwarmRecord } from './toSwarmRecord.js';

const TIMEOUT_MS = 20_000;

/** Three lists, whatever the Swarm's size. */
export function listSwarm(
  link: EngineLink,
  nodeId: string,
  signal: AbortSignal,
): Promise<Result<SwarmRecord, EngineFailure>> {
  return link.call({ signal, timeoutMs: TIMEOUT_MS }, async (docker) => {
    // Services first: a task of one that was made in between would belong to none.
    const services: unknown = await docker.listServices({ status: true });
    const [tasks, nodes]: unknown[] = await Promise.all([docker.listTasks(), docker.listNodes()]);
    return toSwarmRecord({ services, tasks, nodes }, nodeId);
  });
}
