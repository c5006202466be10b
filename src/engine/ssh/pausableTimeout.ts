import type { Disposable } from '../../util/disposable.js';

/** Runs out after a while, which does not pass as long as it is paused. Its signal follows the caller's, too. */
export class PausableTimeout implements Disposable {
  hasRunOut = false;
  private readonly controller = new AbortController();
  private readonly follow = (): void => this.controller.abort();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private leftMs: number;
  private since = 0;
  private pauses = 0;

  constructor(
    totalMs: number,
    private readonly outer: AbortSignal,
  ) {
    this.leftMs = totalMs;
    outer.addEventListener('abort', this.follow, { once: true });
    if (outer.aborted) this.follow();
    this.run();
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  pause(isPaused: boolean): void {
    this.pauses += isPaused ? 1 : -1;
    if (isPaused && this.pauses === 1) this.stop();
    if (!isPaused && this.pauses === 0) this.run();
  }

  private run(): void {
    this.since = performance.now();
    this.timer = setTimeout(() => {
      this.hasRunOut = true;
      this.controller.abort();
    }, this.leftMs);
  }

  private stop(): void {
    clearTimeout(this.timer);
    this.leftMs = Math.max(0, this.leftMs - (performance.now() - this.since));
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.outer.removeEventListener('abort', this.follow);
  }
}
