import type { EngineFailure, EngineFailureReason } from '../../core/connection/engineFailure.js';
import type { Disposable } from '../../util/disposable.js';
import type { Clock, EngineConnection } from '../ports.js';

const everyMs = 10_000;

/** Whoever says so is there. */
const answers: readonly EngineFailureReason[] = ['refused', 'not-found', 'conflict'];

/**
 * Asks an engine for a sign of life, again and again: one that hangs, or whose machine has dropped off the network, breaks no stream, and what it said
 * last would stand for what is.
 */
export class Heartbeat implements Disposable {
  private readonly ended = new AbortController();
  private timer: Disposable | undefined;

  constructor(
    private readonly connection: Pick<EngineConnection, 'ping'>,
    private readonly clock: Clock,
    /** Told once, and of nothing that comes after `dispose`. */
    private readonly onSilence: (failure: EngineFailure) => void,
  ) {
    this.wait();
  }

  private wait(): void {
    this.timer = this.clock.after(everyMs, () => void this.beat());
  }

  private async beat(): Promise<void> {
    const answer = await this.connection.ping(this.ended.signal);
    if (this.ended.signal.aborted) return;
    if (answer.ok || answers.includes(answer.error.reason)) this.wait();
    else this.onSilence(answer.error);
  }

  dispose(): void {
    this.ended.abort();
    this.timer?.dispose();
  }
}
