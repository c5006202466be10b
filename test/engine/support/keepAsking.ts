import { setTimeout as pause } from 'node:timers/promises';
import { loadAgent, send } from '../../stack/loadRequests.mjs';

/** Keeps so many requests on their way, each of these addresses in turn, until it is ended. */
export async function keepAsking(
  urls: readonly string[],
  atOnce: number,
  pauseMs: number,
  signal: AbortSignal,
): Promise<void> {
  const agent = loadAgent();
  let sent = 0;
  const one = async (): Promise<void> => {
    while (!signal.aborted) {
      await send(urls[sent++ % urls.length] ?? '', agent);
      if (pauseMs > 0) await pause(pauseMs);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  agent.destroy();
}

/** While something is done, so many requests are on their way. */
export async function underLoad<T>(urls: readonly string[], atOnce: number, work: () => Promise<T>): Promise<T> {
  const end = new AbortController();
  const load = keepAsking(urls, atOnce, 0, end.signal);
  try {
    return await work();
  } finally {
    end.abort();
    await load;
  }
}
