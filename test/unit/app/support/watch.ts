import { settle } from './manualClock.js';

/** What has become of a promise so far, for promises that must not be waited for. */
export interface Watched<T> {
  phase: 'pending' | 'fulfilled' | 'rejected';
  value: T | undefined;
  error: unknown;
}

export function watch<T>(promise: Promise<T>): Watched<T> {
  const watched: Watched<T> = { phase: 'pending', value: undefined, error: undefined };
  promise.then(
    (value) => Object.assign(watched, { phase: 'fulfilled', value }),
    (error: unknown) => Object.assign(watched, { phase: 'rejected', error }),
  );
  return watched;
}

/** The value of a promise that needs no time to pass; a test error when it has none. */
export async function valueOf<T>(promise: Promise<T>): Promise<T> {
  const watched = watch(promise);
  await settle();
  if (watched.phase === 'rejected') throw watched.error;
  if (watched.phase === 'pending') throw new Error('still pending');
  return watched.value as T;
}
