import { isReady } from '../../../core/policy/condition.js';
import type { PostgresServer } from '../../../core/runbook/runbook.js';
import type { ContainerRecord } from '../../../core/stack/containerRecord.js';
import { fail, ok, type Result } from '../../../util/result.js';
import { pause } from '../../pause.js';
import type { Clock, EngineConnection } from '../../ports.js';
import { askLimit } from './askLimit.js';

/** A database of some size takes a while to read its log again, whatever its health check allows. */
const leastPatienceMs = 90_000;
const lookEveryMs = 500;
const callMs = 10_000;

/**
 * Waits until a database that was restarted is ready and says its limit. Ends at once where its container has ended: a server that cannot
 * start does not start by waiting. The failure says how the container is.
 *
 * @param patienceMs how long its health check may take
 */
export async function awaitDatabase(
  connection: EngineConnection,
  containerId: string,
  server: PostgresServer,
  clock: Clock,
  patienceMs: number,
): Promise<Result<number, string>> {
  const until = clock.monotonic() + Math.max(leastPatienceMs, patienceMs);
  for (;;) {
    const found = await connection.inspectContainers([containerId], AbortSignal.timeout(callMs));
    // An engine that does not answer says nothing of the database.
    const state = found.ok ? stateOf(found.value[0]) : 'waiting';
    if (state === 'ready') {
      const asked = await askLimit(connection, containerId, server, AbortSignal.timeout(callMs));
      if (asked.ok) return ok(asked.value.limit);
    } else if (state !== 'waiting') return fail(state);
    if (clock.monotonic() >= until) return fail(found.ok ? healthOf(found.value[0]) : found.error.detail);
    await pause(clock, lookEveryMs);
  }
}

function stateOf(record: ContainerRecord | undefined): string {
  if (!record) return 'its container is gone';
  const code = record.exitCode === undefined ? '' : ` with ${record.exitCode}`;
  if (record.state === 'exited' || record.state === 'dead') return record.error || `it ended${code}`;
  // What the engine had to start anew has ended by itself since the restart.
  if (record.state === 'restarting' || record.restarts > 0) return `it ends again and again${code}`;
  return isReady(record) ? 'ready' : 'waiting';
}

function healthOf(record: ContainerRecord | undefined): string {
  if (!record || record.state !== 'running') return record?.state ?? 'its container is gone';
  return record.health === 'healthy' || record.health === 'none' ? 'it does not answer' : record.health;
}
