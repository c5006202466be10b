import type { WebAnswer, WebRequest } from '../../app/verification/ports.js';
import { fail, ok, type Result } from '../../util/result.js';
import { inWords } from '../getJson.js';
import { sendBounded } from '../http.js';
import { wireBody, type WireBody } from './formBody.js';

/** Sends one request. Whatever it is answered with is an answer, a redirect too. */
export async function send(request: WebRequest, signal: AbortSignal): Promise<Result<WebAnswer, string>> {
  const { method, url, headers, timeoutMs, freshConnection } = request;
  const body = request.body && (await wireBody(request.body));
  const startedAt = performance.now();
  const answer = await sendBounded({
    method,
    url,
    timeoutMs,
    signal,
    freshConnection,
    // The boundary of a form is part of its type, which nobody else can say.
    headers: { ...headers, ...(body && isOwn(headers, body) ? { 'Content-Type': body.contentType } : {}) },
    body: body?.bytes,
  });
  const durationMs = performance.now() - startedAt;
  if (!answer.ok) return fail(inWords(answer.error.problem));
  const { status, headers: answered, body: bytes } = answer.value;
  return ok({ status, durationMs, headers: answered, text: new TextDecoder().decode(bytes) });
}

const isOwn = (headers: Readonly<Record<string, string>>, { contentType }: WireBody): boolean =>
  contentType.startsWith('multipart/') || !Object.keys(headers).some((name) => name.toLowerCase() === 'content-type');
