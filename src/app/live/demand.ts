import type { Disposable } from '../../util/disposable.js';
import { Emitter } from '../../util/event.js';

/** Counts who needs something, so that it runs only while somebody does. Each one names the longest interval that will do. */
export class Demand {
  private readonly leases = new Set<{ readonly intervalMs: number }>();
  private readonly emitter = new Emitter<void>();
  readonly onDidChange = this.emitter.event;

  acquire(intervalMs = Infinity): Disposable {
    const lease = { intervalMs };
    this.leases.add(lease);
    this.emitter.fire();
    return {
      dispose: () => {
        if (this.leases.delete(lease)) this.emitter.fire();
      },
    };
  }

  get wanted(): boolean {
    return this.leases.size > 0;
  }

  /** The shortest interval that anyone asked for, ms. */
  get intervalMs(): number {
    return Math.min(...[...this.leases].map((lease) => lease.intervalMs));
  }
}
