import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Asks again and again until there is an answer.
 * @template T
 * @param {() => Promise<T | undefined>} ask
 * @param {{ timeoutMs: number, everyMs?: number, giveUp?: () => boolean }} options giveUp ends the wait early, when no answer can come any more
 * @returns {Promise<T | undefined>}
 */
export async function waitFor(ask, { timeoutMs, everyMs = 100, giveUp = () => false }) {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > deadline || giveUp()) return undefined;
    await sleep(everyMs);
  }
}
