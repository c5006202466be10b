import axios, { isAxiosError } from 'axios';
import type { HttpAnswer, HttpProbe } from '../app/ports.js';
import { fail, ok, type Result } from '../util/result.js';

const maxAnswerBytes = 1024 * 1024;

/** Asks over HTTP, bounded in time and size. Environment proxies are left out: what is asked is the stack itself. */
export class AxiosProbe implements HttpProbe {
  async get(url: string, timeoutMs: number, signal: AbortSignal): Promise<Result<HttpAnswer, string>> {
    const startedAt = performance.now();
    try {
      const { status } = await axios.get(url, {
        // axios's own timeout does not cover a server that drips its answer.
        signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
        timeout: timeoutMs,
        maxRedirects: 0,
        maxContentLength: maxAnswerBytes,
        responseType: 'arraybuffer',
        proxy: false,
        validateStatus: () => true,
      });
      return ok({ status, durationMs: performance.now() - startedAt });
    } catch (error) {
      return fail(describe(error, timeoutMs, signal));
    }
  }
}

function describe(error: unknown, timeoutMs: number, signal: AbortSignal): string {
  if (signal.aborted) return 'cancelled';
  if (axios.isCancel(error) || (isAxiosError(error) && error.code === 'ECONNABORTED'))
    return `no answer within ${timeoutMs / 1000} s`;
  if (isAxiosError(error)) return error.code ?? error.message;
  return error instanceof Error ? error.message : String(error);
}
