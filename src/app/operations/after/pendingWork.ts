import type { WorkspaceMemory } from '../../ports.js';

/** Set while some operation of this workspace may be under way, from before it is written down. */
export const underWayKey = 'underWay';
/** Set while some operation is being watched. */
export const watchingKey = 'watching';
/** Reminders that are still to come. */
export const remindersKey = 'reminders';

/** Something was left to do when the window was last closed, for which the journal has to be read. */
export const hasPendingWork = (memory: WorkspaceMemory): boolean =>
  [underWayKey, watchingKey, remindersKey].some((key) => memory.get(key) !== undefined);
