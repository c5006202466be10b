import type { WorkspaceMemory } from '../ports.js';

/** Set while some operation is being watched. */
export const watchingKey = 'watching';
/** Reminders that are still to come. */
export const remindersKey = 'reminders';

/** Something was left to do when the window was last closed, for which the journal has to be read. */
export const hasPendingWork = (memory: WorkspaceMemory): boolean =>
  memory.get(watchingKey) !== undefined || memory.get(remindersKey) !== undefined;
