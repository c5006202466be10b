import { ensureCompose } from '../machine/composePlugin.mjs';
import { ensureDockerEngine } from '../machine/dockerEngine.mjs';
import { StackCompose } from './stackCompose.mjs';
import { stackAddresses } from './stackProject.mjs';
import { readQueue } from './stackQueue.mjs';

/**
 * Says how many replicas of each service there are and are healthy, and what the queue holds.
 * @param {{ tell?: (line: string) => void }} [options]
 */
export async function stackStatus({ tell = console.log } = {}) {
  const engine = await ensureDockerEngine();
  await ensureCompose();
  const rows = await new StackCompose(engine).replicas();
  if (rows.length === 0) {
    tell('The stack is not up.');
    return rows;
  }
  for (const service of [...new Set(rows.map((row) => row.Service))].sort()) {
    const replicas = rows.filter((row) => row.Service === service);
    const healthy = replicas.filter((row) => row.State === 'running' && row.Health === 'healthy').length;
    tell(`${service.padEnd(12)}${healthy} of ${replicas.length} healthy`);
  }
  const queue = await readQueue(stackAddresses().backend);
  tell(
    queue === undefined
      ? 'queue       unknown: the backend does not answer'
      : `queue       ${queue.waiting} waiting, ${queue.active} active, ${queue.completed} completed, ${queue.failed} failed`,
  );
  return rows;
}
