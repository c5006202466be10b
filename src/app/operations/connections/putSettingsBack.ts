import type { Database } from '../../../core/scaling/connections/databaseOf.js';
import type { LimitFault } from '../../../core/scaling/connections/limitFault.js';
import type { LimitStage } from '../../../core/scaling/connections/planConnections.js';
import type { Clock, EngineConnection } from '../../ports.js';
import type { StageStepListener } from '../run/stageStepListener.js';
import { askLimit } from './askLimit.js';
import { forgetSettings, keptSettings } from './keptSettings.js';
import { restartDatabase } from './restartDatabase.js';

/**
 * Puts the settings back that were kept before a limit with which the database does not run, starts it, and lets go of the copy once it says its old
 * limit. One that runs by now is left as it is.
 *
 * @returns what is wrong; undefined where the limit is the old one
 */
export async function putSettingsBack(
  connection: EngineConnection,
  database: Database,
  { from: tried, to, dataFolder = '' }: LimitStage,
  clock: Clock,
  onStep: StageStepListener,
): Promise<LimitFault | undefined> {
  const signal = new AbortController().signal;
  const { containerId } = database.replica;
  const place = { connection, containerId, dataFolder };
  const now = await askLimit(connection, containerId, database.server, signal);
  if (now.ok && now.value.limit !== to) return { fault: 'changed-meanwhile', limit: now.value.limit, from: to };
  if (!now.ok) {
    const kept = await keptSettings(place, { from: to, to: tried }, signal);
    if (!kept.ok) return { fault: 'not-put-back', detail: kept.error };
    const put = await connection.putArchive(containerId, dataFolder, kept.value, signal);
    if (!put.ok) return { fault: 'not-put-back', detail: put.error.detail };
    const fault = await restartDatabase(connection, database, to, clock, onStep);
    if (fault) return fault;
  }
  await forgetSettings(place, signal);
  return undefined;
}
