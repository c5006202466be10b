import type { Clock } from '../../../../src/app/ports.js';
import type { Disposable } from '../../../../src/util/disposable.js';

/** Lets everything that is ready to run, run. */
export const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

interface Timer {
  readonly dueAt: number;
  readonly callback: () => void;
  readonly whose: object;
}

/** Time stands still until it is advanced. */
export class ManualClock implements Clock {
  /** How often a callback was asked for. */
  asked = 0;
  private time = 1_000_000;
  private wallAheadMs = 0;
  private readonly timers = new Set<Timer>();

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
    return this.begin({ dueAt: this.time + delayMs, callback, whose: this });
  }

  /** The same time for somebody whose callbacks are not among the pending ones here. */
  apart(): Clock & { readonly pending: readonly number[] } {
    const whose = {};
    const pendingOf = (): readonly number[] => this.pendingOf(whose);
    return {
      now: () => this.now(),
      monotonic: () => this.monotonic(),
      after: (delayMs, callback) => this.begin({ dueAt: this.time + delayMs, callback, whose }),
      get pending() {
        return pendingOf();
      },
    };
  }

  private begin(timer: Timer): Disposable {
    this.timers.add(timer);
    return { dispose: () => void this.timers.delete(timer) };
  }

  /** The delays of the callbacks still to come, shortest first. */
  get pending(): readonly number[] {
    return this.pendingOf(this);
  }

  private pendingOf(owner: object): readonly number[] {
    const theirs = [...this.timers].filter(({ whose }) => whose === owner);
    return theirs.map(({ dueAt }) => dueAt - this.time).sort((a, b) => a - b);
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
