import { existsSync, writeFileSync } from 'node:fs';
import { constants, setPriority } from 'node:os';

/**
 * Lets a process that leads a session of its own have what others leave of the processor, as far as this system knows of that.
 * @param {number} pid
 */
export function toBackground(pid) {
  try {
    setPriority(pid, constants.priority.PRIORITY_LOW);
    // Where Linux shares the processor among sessions first, the priority of a process counts among those of its own session alone.
    const session = `/proc/${pid}/autogroup`;
    if (existsSync(session)) writeFileSync(session, String(constants.priority.PRIORITY_LOW));
  } catch {
    // It has ended already, or may not be told: then it runs like the others.
  }
}
