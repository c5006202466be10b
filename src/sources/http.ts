import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import axios, { isAxiosError, type AxiosRequestConfig, type AxiosResponse } from 'axios';
import { fail, ok, type Result } from '../util/result.js';
import { messageOf } from '../util/messageOf.js';
import { isMetadataHost, lookUpOthers } from './metadataAddress.js';

const maxAnswerBytes = 1024 * 1024;

/** One GET, and what has to be so of its answer. */
export interface BoundedGet {
  readonly url: string;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  readonly maxBytes?: number;
  /** The whole header, `Basic …` or `Bearer …`. In its absence credentials in the URL are used. */
  readonly authorization?: string | undefined;
}

/** One POST of JSON. */
export interface BoundedPost extends BoundedGet {
  readonly json: string;
}

/** Any request. */
export interface BoundedSend extends BoundedGet {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | undefined;
  /** A connection that nothing else was sent over before, and nothing will be. */
  readonly freshConnection: boolean;
}

export interface BoundedAnswer {
  readonly status: number;
  /** Names in lower case. Several cookies stand side by side, as a request has them. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export interface GetFailure {
  readonly why: 'cancelled' | 'timed-out' | 'too-large' | 'bad-address' | 'unreachable';
  /** Without the URL, and so without what may be secret in it. */
  readonly problem: string;
}

/**
 * Asks over HTTP, bounded in time and size. Environment proxies are left out: what is asked is the stack itself. Any status is an
 * answer, a redirect too: where it leads is not followed, so that credentials go to nobody else.
 */
export const getBounded = (get: BoundedGet): Promise<Result<BoundedAnswer, GetFailure>> =>
  ask(get, { method: 'get', headers: {} });

/** The same with something to say. */
export const postBounded = (post: BoundedPost): Promise<Result<BoundedAnswer, GetFailure>> =>
  ask(post, { method: 'post', headers: { 'Content-Type': 'application/json; charset=utf-8' }, data: post.json });

/** The same of any request. */
export async function sendBounded(send: BoundedSend): Promise<Result<BoundedAnswer, GetFailure>> {
  const { method, headers, body } = send;
  const what = { method, headers, ...(body === undefined ? {} : { data: Buffer.from(body) }) };
  if (!send.freshConnection) return ask(send, what);
  const [httpAgent, httpsAgent] = [new HttpAgent({ keepAlive: false }), new HttpsAgent({ keepAlive: false })];
  try {
    return await ask(send, { ...what, httpAgent, httpsAgent });
  } finally {
    httpAgent.destroy();
    httpsAgent.destroy();
  }
}

async function ask(
  get: BoundedGet,
  { headers, ...how }: Omit<AxiosRequestConfig, 'headers'> & { readonly headers: Readonly<Record<string, string>> },
): Promise<Result<BoundedAnswer, GetFailure>> {
  if (!isHttpUrl(get.url)) return fail({ why: 'bad-address', problem: 'the address is not one of http or https' });
  if (isMetadataHost(new URL(get.url).hostname)) return fail(metadata);
  const host = { isRefused: false };
  // axios's own timeout does not cover a server that drips its answer.
  const deadline = AbortSignal.timeout(get.timeoutMs);
  try {
    const answer: AxiosResponse<Uint8Array> = await axios.request({
      ...how,
      url: addressOf(get),
      signal: AbortSignal.any([get.signal, deadline]),
      maxRedirects: 0,
      // By its name a host may be anything, and another one each time.
      lookup: lookUpOthers(() => (host.isRefused = true)),
      maxContentLength: get.maxBytes ?? maxAnswerBytes,
      responseType: 'arraybuffer',
      proxy: false,
      validateStatus: () => true,
      headers: {
        Accept: 'application/json, */*;q=0.5',
        ...headers,
        ...(get.authorization === undefined ? {} : { Authorization: get.authorization }),
      },
    });
    return ok({ status: answer.status, headers: headersOf(answer), body: answer.data });
  } catch (error) {
    return fail(host.isRefused ? metadata : failureOf(error, get, deadline));
  }
}

const metadata: GetFailure = {
  why: 'bad-address',
  problem: 'the address is where a cloud gives machines their credentials, which is never asked',
};

const headersOf = ({ headers }: AxiosResponse): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries<unknown>(headers).flatMap(([name, value]) => {
      const text = Array.isArray(value) ? value.join('; ') : value;
      return typeof text === 'string' ? [[name.toLowerCase(), text]] : [];
    }),
  );

const isHttpUrl = (url: string): boolean => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);

/** axios prefers credentials in the URL to a header. */
function addressOf({ url, authorization }: BoundedGet): string {
  if (authorization === undefined) return url;
  const bare = new URL(url);
  bare.username = '';
  bare.password = '';
  return bare.href;
}

function failureOf(error: unknown, get: BoundedGet, deadline: AbortSignal): GetFailure {
  if (get.signal.aborted) return { why: 'cancelled', problem: 'cancelled' };
  if (deadline.aborted) return { why: 'timed-out', problem: `no answer within ${get.timeoutMs / 1000} s` };
  const message = messageOf(error);
  if (/maxContentLength/.test(message)) {
    const kilobytes = Math.round((get.maxBytes ?? maxAnswerBytes) / 1024);
    return { why: 'too-large', problem: `the answer is larger than ${kilobytes} kB` };
  }
  if (/aborted/.test(message)) return { why: 'unreachable', problem: 'the answer broke off' };
  return { why: 'unreachable', problem: (isAxiosError(error) ? error.code : undefined) ?? message };
}
