/** Where the demo takes its time from; a test gives one of its own. */
export interface DemoClock {
  /** Wall time, ms. */
  now(): number;
  /** A time that is never set and never goes back, ms. */
  monotonic(): number;
  sleep(ms: number): Promise<void>;
}

export const systemClock: DemoClock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};

/**
 * The engine's dates are those of the clock; the load behind it lives in a time of its own, which can run faster. A job of twenty seconds
 * takes two at ten times the speed, and an hour's traffic six minutes. It goes on whatever the clock is set to.
 */
export class DemoTime {
  private readonly begunAt: number;

  constructor(
    private readonly clock: DemoClock,
    readonly speed: number,
  ) {
    this.begunAt = clock.monotonic();
  }

  /** Wall time, ms. */
  now(): number {
    return this.clock.now();
  }

  /** Time of the model, ms since the demo began. */
  model(): number {
    return (this.clock.monotonic() - this.begunAt) * this.speed;
  }

  /** The wall time of a moment of the model, by the clock as it is set now. */
  wallOf(modelMs: number): number {
    return this.clock.now() - (this.model() - modelMs) / this.speed;
  }

  /** @param modelMs in the time of the model */
  sleep(modelMs: number): Promise<void> {
    return this.clock.sleep(modelMs / this.speed);
  }

  sleepWall(ms: number): Promise<void> {
    return this.clock.sleep(ms);
  }
}
