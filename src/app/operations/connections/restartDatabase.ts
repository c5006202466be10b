import type { Database } from '../../../core/scaling/connections/databaseOf.js';
import type { LimitFault } from '../../../core/scaling/connections/limitFault.js';
import type { StepPhase } from '../../../core/scaling/change.js';
import type { Result } from '../../../util/result.js';
import type { Clock, EngineConnection } from '../../ports.js';
import { lastLog } from '../lastLog.js';
import { patienceMs } from '../change/readiness.js';
import type { StageStepListener } from '../run/stageStepListener.js';
import { awaitDatabase } from './awaitDatabase.js';

/**
 * Restarts a database, or starts one that does not run, and waits until it says its limit. It is carried through: a database in between is worth less
 * than either end.
 *
 * @returns what is wrong; undefined where the limit is `to`
 */
export async function restartDatabase(
  connection: EngineConnection,
  database: Database,
  to: number,
  clock: Clock,
  onStep: StageStepListener,
): Promise<LimitFault | undefined> {
  const { replica } = database;
  const { containerId } = replica;
  const step = { kind: 'restart', number: replica.number, name: replica.name, containerId } as const;
  const told = (phase: StepPhase): Promise<void> | undefined => onStep({ step, phase, containerId });
  await told('running');
  const restarted = await connection.restart(containerId, new AbortController().signal);
  if (restarted.ok) void told('waiting-for-health');
  const limit = restarted.ok ? await limitOnceBack(connection, database, clock) : undefined;
  const isThere = limit?.ok === true && limit.value === to;
  const fault = isThere ? undefined : await faultOf(connection, database, to, restarted, limit);
  void told(fault ? 'failed' : 'done');
  return fault;
}

/** Waits for a database that was restarted; the failure says how its container is. */
export const limitOnceBack = (
  connection: EngineConnection,
  { replica, server }: Database,
  clock: Clock,
): Promise<Result<number, string>> =>
  awaitDatabase(connection, replica.containerId, server, clock, patienceMs(replica));

async function faultOf(
  connection: EngineConnection,
  { replica }: Database,
  to: number,
  restarted: Awaited<ReturnType<EngineConnection['restart']>>,
  limit: Result<number, string> | undefined,
): Promise<LimitFault> {
  if (!restarted.ok) return { fault: 'not-restarted', detail: restarted.error.detail };
  if (limit?.ok) return { fault: 'other-limit', to, limit: limit.value };
  const said = await lastLog(connection, replica.containerId, ' ');
  return { fault: 'not-back', to, state: limit?.error ?? '', lastLog: said };
}
