import type { Clock } from './ports.js';

/** Ends after so long, or as soon as the signal fires. */
export function pause(clock: Clock, forMs: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const finish = (): void => {
      timer.dispose();
      signal?.removeEventListener('abort', finish);
      resolve();
    };
    const timer = clock.after(forMs, finish);
    signal?.addEventListener('abort', finish);
  });
}
