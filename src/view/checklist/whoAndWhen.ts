import { byWords } from '../rows/historyRows.js';
import { clockTime, dayKey, dayTitle } from '../words/moments.js';
import type { ChecklistContext } from './checklistContext.js';

/** `you`, or a name. */
export const nameOf = (who: string, { user }: Pick<ChecklistContext, 'user'>): string => byWords(who, user);

/** `14:02`; of another day than today's with that. */
export function timeOf(at: number, { now, zone }: Pick<ChecklistContext, 'now' | 'zone'>): string {
  const time = clockTime(at, zone);
  return dayKey(at, zone) === dayKey(now, zone) ? time : `${dayTitle(at, now, zone)} ${time}`;
}
