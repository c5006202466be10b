import type { LiveState } from '../../core/live/liveState.js';
import type { Disposable } from '../../util/disposable.js';
import { Emitter } from '../../util/event.js';

/** Holds the one live state. Every change makes a new value and is announced once. */
export class LiveStore implements Disposable {
  private readonly emitter = new Emitter<LiveState>();
  readonly onDidChange = this.emitter.event;

  private value: LiveState = {
    connection: { phase: 'idle' },
    snapshot: undefined,
    readings: new Map(),
    figures: new Map(),
    readingIntervalMs: 5000,
    runbooks: [],
    runbooksRead: false,
    runbookBroken: false,
    policies: new Map(),
    calendars: new Map(),
    changes: [],
    operations: [],
    own: new Map(),
    verifications: [],
    checklistRuns: [],
  };

  get state(): LiveState {
    return this.value;
  }

  update(change: Partial<LiveState>): void {
    this.value = { ...this.value, ...change };
    this.emitter.fire(this.value);
  }

  /** Resolves with the first state, from now on, that `accepts`; rejects when the signal is aborted. */
  until(accepts: (state: LiveState) => boolean, signal: AbortSignal): Promise<LiveState> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason as Error);
      if (accepts(this.value)) return resolve(this.value);
      const finish = (): void => {
        listener.dispose();
        signal.removeEventListener('abort', abort);
      };
      const abort = (): void => {
        finish();
        reject(signal.reason as Error);
      };
      const listener = this.onDidChange((state) => {
        if (!accepts(state)) return;
        finish();
        resolve(state);
      });
      signal.addEventListener('abort', abort);
    });
  }

  dispose(): void {
    this.emitter.dispose();
  }
}
