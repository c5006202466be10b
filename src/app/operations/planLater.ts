import type { Disposable } from '../../util/disposable.js';
import type { Clock } from '../ports.js';

/** A machine that sleeps stops its timers: the time of day is looked at again this often. */
const lookEveryMs = 60_000;

/** Reminds of plans whose time has not come yet, as long as the window is open; one for each thing that is planned. */
export class PlanLater implements Disposable {
  private readonly timers = new Map<string, Disposable>();

  constructor(private readonly clock: Clock) {}

  /**
   * @param what the plan is about; a later reminder of the same takes the place of an earlier one
   * @param at wall time, ms
   */
  remind(what: string, at: number, tell: () => void): void {
    this.timers.get(what)?.dispose();
    const leftMs = at - this.clock.now();
    const look = (): void => {
      this.timers.delete(what);
      if (this.clock.now() >= at) tell();
      else this.remind(what, at, tell);
    };
    this.timers.set(what, this.clock.after(Math.min(Math.max(0, leftMs), lookEveryMs), look));
  }

  dispose(): void {
    for (const timer of this.timers.values()) timer.dispose();
    this.timers.clear();
  }
}
