import { parseJson } from '../../../util/parseJson.js';
import type { WorkspaceMemory } from '../../ports.js';
import { remindersKey } from './pendingWork.js';

export interface ReminderTime {
  /** The operation's id. */
  readonly operation: string;
  /** Wall time, ms. */
  readonly at: number;
  /** How long until it is asked again by whoever says *Later*, ms. */
  readonly againMs: number;
}

/** When to ask about which operation; kept with the workspace. What cannot be kept is known until the window is reloaded. */
export class ReminderTimes {
  private times: readonly ReminderTime[];

  constructor(private readonly memory: WorkspaceMemory) {
    this.times = readTimes(memory.get(remindersKey));
  }

  /** The earliest first. */
  get all(): readonly ReminderTime[] {
    return this.times;
  }

  set(time: ReminderTime): void {
    this.keep([...this.without(time.operation), time].slice(-most).sort((a, b) => a.at - b.at));
  }

  forget(operation: string): void {
    this.keep(this.without(operation));
  }

  private without(operation: string): readonly ReminderTime[] {
    return this.times.filter((time) => time.operation !== operation);
  }

  private keep(times: readonly ReminderTime[]): void {
    this.times = times;
    const text = times.length === 0 ? undefined : JSON.stringify(times);
    void this.memory.set(remindersKey, text).catch(() => undefined);
  }
}

const most = 50;

function isTime(value: unknown): value is ReminderTime {
  if (typeof value !== 'object' || value === null) return false;
  const { operation, at, againMs } = value as Partial<Record<keyof ReminderTime, unknown>>;
  return typeof operation === 'string' && Number.isFinite(at) && Number.isFinite(againMs);
}

function readTimes(text: string | undefined): readonly ReminderTime[] {
  const kept = parseJson(text ?? '[]');
  return (Array.isArray(kept) ? kept : []).filter(isTime).sort((a, b) => a.at - b.at);
}
