import type { Disposable } from '../../util/disposable.js';
import type { Clock } from '../ports.js';

/** Calls at most once in so long, and with what was asked for last. */
export class Throttle implements Disposable {
  private timer: Disposable | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly everyMs: number,
    private readonly call: () => void,
  ) {}

  ask(): void {
    this.timer ??= this.clock.after(this.everyMs, () => {
      this.timer = undefined;
      this.call();
    });
  }

  dispose(): void {
    this.timer?.dispose();
  }
}
