import type { Clock } from '../../../../src/app/ports.js';
import type { Disposable } from '../../../../src/util/disposable.js';

/** Lets everything that is ready to run, run. */
export const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Time stands still until it is advanced. */
export class ManualClock implements Clock {
  /** How often a callback was asked for. */
  asked = 0;
  private time = 1_000_000;
  private wallAheadMs = 0;
  private readonly timers = new Set<{ readonly dueAt: number; readonly callback: () => void }>();

  now(): number {
    return this.time + this.wallAheadMs;
  }

  /**
   * Somebody sets the clock on the wall, forward or back, or daylight saving is done by hand. Forward is also what a sleep looks like once it is
   * over: the clock on the wall has gone on, the other one and the timers have not.
   */
  setWall(byMs: number): void {
    this.wallAheadMs += byMs;
  }

  monotonic(): number {
    return this.time - 500_000;
  }

  after(delayMs: number, callback: () => void): Disposable {
    this.asked += 1;
    const timer = { dueAt: this.time + delayMs, callback };
    this.timers.add(timer);
    return { dispose: () => void this.timers.delete(timer) };
  }

  /** The delays of the callbacks still to come, shortest first. */
  get pending(): readonly number[] {
    return [...this.timers].map((timer) => timer.dueAt - this.time).sort((a, b) => a - b);
  }

  /** Runs what falls due, in order of time, each with its consequences before the next. */
  async advance(delayMs: number): Promise<void> {
    const end = this.time + delayMs;
    await settle();
    for (;;) {
      const due = [...this.timers].filter((timer) => timer.dueAt <= end).sort((a, b) => a.dueAt - b.dueAt)[0];
      if (!due) break;
      this.timers.delete(due);
      this.time = Math.max(this.time, due.dueAt);
      due.callback();
      await settle();
    }
    this.time = end;
  }
}
