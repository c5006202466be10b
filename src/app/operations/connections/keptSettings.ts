import {
  copyFile,
  copyOfSettings,
  noCopy,
  settingsFile,
  settingsOfCopy,
  type LimitChange,
} from '../../../core/scaling/connections/settingsCopy.js';
import { fail, ok, type Result } from '../../../util/result.js';
import type { EngineConnection } from '../../ports.js';

/** Where a database keeps its settings. */
export interface SettingsPlace {
  readonly connection: EngineConnection;
  readonly containerId: string;
  readonly dataFolder: string;
}

const confBytes = 1_000_000;
const removeMs = 5000;

/**
 * Keeps the settings file as it is for whoever has to go back: a copy beside it, in the database's own data folder. It has to outlive this window, and
 * there it also outlives the container, is found from any machine, can be reached while the database does not run, and what is secret in it stays
 * where it was. Ends, once the copy has been read back, with what to put into the folder to go back. A failure is the end of a sentence.
 */
export async function keepSettings(
  place: SettingsPlace,
  change: LimitChange,
  signal: AbortSignal,
): Promise<Result<Uint8Array, string>> {
  const { connection, containerId, dataFolder } = place;
  const file = await connection.getArchive(containerId, `${dataFolder}/${settingsFile}`, confBytes, signal);
  if (!file.ok) return fail(file.error.detail);
  const kept = copyOfSettings(file.value, change);
  if (!kept) return fail('the engine gives it in a form that is not known');
  const put = await connection.putArchive(containerId, dataFolder, kept.copy, signal);
  if (!put.ok) return fail(put.error.detail);
  const readBack = await keptSettings(place, change, signal);
  return readBack.ok ? ok(kept.settings) : readBack;
}

/** What leads back from a change that nobody came to the end of; works on a container that does not run, too. */
export async function keptSettings(
  { connection, containerId, dataFolder }: SettingsPlace,
  change: LimitChange,
  signal: AbortSignal,
): Promise<Result<Uint8Array, string>> {
  const copy = await connection.getArchive(containerId, `${dataFolder}/${copyFile}`, confBytes, signal);
  if (!copy.ok) return fail(copy.error.detail);
  const settings = settingsOfCopy(copy.value, change);
  return settings ? ok(settings) : fail('no settings are kept from before this change');
}

/** Deletes the copy, or makes it one that leads nowhere. One that stays behind is overwritten by the next change. */
export async function forgetSettings(
  { connection, containerId, dataFolder }: SettingsPlace,
  signal: AbortSignal,
): Promise<void> {
  const options = { env: {}, timeoutMs: removeMs, maxBytes: 4096 };
  const path = `${dataFolder}/${copyFile}`;
  const removed = await connection.exec(containerId, ['rm', '-f', '--', path], options, signal);
  if (removed.ok && removed.value.exitCode === 0) return;
  const nothing = noCopy();
  if (nothing) await connection.putArchive(containerId, dataFolder, nothing, signal);
}
