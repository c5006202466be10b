import type { Disposable } from './disposable.js';

export type Listener<T> = (value: T) => void;
export type Event<T> = (listener: Listener<T>) => Disposable;

/** A minimal event source. Listeners added or removed while it fires do not disturb the round under way. */
export class Emitter<T> implements Disposable {
  private listeners: readonly Listener<T>[] = [];

  readonly event: Event<T> = (listener) => {
    // An entry of its own: who listens twice lets go of each by itself.
    const entry: Listener<T> = (value) => listener(value);
    this.listeners = [...this.listeners, entry];
    return {
      dispose: () => {
        this.listeners = this.listeners.filter((other) => other !== entry);
      },
    };
  };

  fire(value: T): void {
    for (const listener of this.listeners) {
      try {
        listener(value);
      } catch (error) {
        // One listener's bug is reported on its own and keeps nothing from the others, nor from who fires.
        void Promise.resolve().then(() => {
          throw error;
        });
      }
    }
  }

  dispose(): void {
    this.listeners = [];
  }
}
