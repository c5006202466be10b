import type { Result } from '../../util/result.js';
import type { WebAnswer } from './ports.js';

/** How long answers took, ms, and how many requests had none, or one of 500 and above. */
export interface Timed {
  readonly durationsMs: readonly number[];
  readonly failed: number;
}

/** Asks one after the other, each address in turn, as a person with a stop watch would. Ends early with the signal, or when time is up. */
export async function timeUrls(
  urls: readonly string[],
  requests: number,
  send: (url: string) => Promise<Result<WebAnswer, string>>,
  isOver: () => boolean,
  signal: AbortSignal,
): Promise<Timed> {
  const durationsMs: number[] = [];
  let failed = 0;
  for (let sent = 0; sent < requests && urls.length > 0 && !isOver(); sent++) {
    const answer = await send(urls[sent % urls.length] ?? '');
    if (signal.aborted) break;
    if (!answer.ok || answer.value.status >= 500) failed += 1;
    else durationsMs.push(answer.value.durationMs);
  }
  return { durationsMs, failed };
}
