import { fail, ok, type Result } from '../util/result.js';
import { parseJson } from '../util/parseJson.js';
import { getBounded, type BoundedGet } from './http.js';

/** How long any source may take. */
export const sourceTimeoutMs = 5000;

export interface JsonAnswer {
  readonly status: number;
  /** Undefined where the answer is not JSON, which only an answer that is no success may be. */
  readonly json: unknown;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface JsonFailure {
  /** `unreachable`: whatever else it is asked, it cannot say. */
  readonly why: 'unreachable' | 'no-figure';
  readonly problem: string;
}

/** A GET whose answer has to be JSON. */
export async function getJson(
  get: Omit<BoundedGet, 'timeoutMs'> & { readonly timeoutMs?: number },
): Promise<Result<JsonAnswer, JsonFailure>> {
  const answer = await getBounded({ timeoutMs: sourceTimeoutMs, ...get });
  if (!answer.ok) {
    const { why, problem } = answer.error;
    return fail({ why: why === 'too-large' ? 'no-figure' : 'unreachable', problem: inWords(problem) });
  }
  const { status, headers, body } = answer.value;
  if (status >= 300 && status < 400)
    return fail({
      why: 'unreachable',
      problem: `it redirects elsewhere (HTTP ${status}), and redirects are not followed`,
    });
  if (status === 401 || status === 403) {
    const asked = get.authorization === undefined ? 'it asks for credentials' : 'it refuses the credentials';
    return fail({ why: 'unreachable', problem: `${asked} (HTTP ${status})` });
  }
  const text = new TextDecoder().decode(body);
  const json = parseJson(text);
  if (json === undefined && status >= 200 && status < 300) {
    const isPage = /html/i.test(headers['content-type'] ?? '') || text.trimStart().startsWith('<');
    return fail({
      why: 'no-figure',
      problem: isPage ? 'the answer is a web page, not JSON' : 'the answer is not JSON',
    });
  }
  return ok({ status, json, headers });
}

/** The system has codes for what keeps it from an address, such as `ECONNREFUSED`. */
export const inWords = (problem: string): string =>
  /^[A-Z][A-Z0-9_]+$/.test(problem) ? `it cannot be reached (${problem})` : problem;
