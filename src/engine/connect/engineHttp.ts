import { createReadStream } from 'node:fs';
import { request, type Agent, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as secureRequest } from 'node:https';
import { stringify } from 'node:querystring';
import type { Duplex } from 'node:stream';
import type Modem from 'docker-modem';
import { parseJson } from '../../util/parseJson.js';
import { answerFailure } from './answerFailure.js';
import { readBounded } from './readBounded.js';

/** A source of bytes, as Node's readable streams are. */
export type ByteStream = AsyncIterable<Uint8Array>;

/** Where connections come from: those that a call uses for a moment, and those that something holds for as long as it likes. */
export interface Agents {
  readonly calls: Agent;
  readonly streams: Agent;
  /** They are agents of HTTPS. */
  readonly isSecure: boolean;
}

/**
 * The editor sends requests to other hosts through a proxy, or with its own certificates, by an agent of its own in place of the one that is
 * asked for. Requests to a socket it leaves alone; where ours go is for the agents to know.
 */
const LEFT_ALONE = { socketPath: '/docker', host: 'docker' };

const MAX_ANSWER_BYTES = 64 * 1024 * 1024;

/**
 * The HTTP under dockerode, in place of docker-modem. That one lets DOCKER_HOST and DOCKER_CERT_PATH of the environment override
 * its options, follows redirects to anywhere, and reads answers of any size into memory.
 */
export class EngineHttp {
  /** dockerode makes its promises with this. */
  Promise = Promise;

  constructor(
    private readonly agents: Agents,
    /** Ends every call made through this object. */
    private readonly signal: AbortSignal,
  ) {}

  /** The same way to the engine, with another signal. */
  until(signal: AbortSignal): EngineHttp {
    return new EngineHttp(this.agents, signal);
  }

  dial(options: Modem.DialOptions, callback: Modem.RequestCallback): void {
    this.send(options).then(
      (answer) => callback(null, answer),
      (error: unknown) => callback(error instanceof Error ? error : new Error(String(error)), null),
    );
  }

  /** The answer as it arrives, which dockerode does not offer for every path. */
  async stream(path: string, query: Record<string, unknown>): Promise<ByteStream> {
    const answer = await this.send({ path: `${path}?`, method: 'GET', options: query, isStream: true });
    if (answer && Symbol.asyncIterator in answer) return answer as ByteStream;
    throw new Error('The engine sent no stream.');
  }

  private async send(options: Modem.DialOptions): Promise<IncomingMessage | Duplex | Buffer | object | null> {
    const answer = await this.open(options);
    if (!('statusCode' in answer)) return answer;
    const status = answer.statusCode ?? 0;
    // Any 2xx will do: proxies answer 200 where the engine says 201 or 204.
    if (status < 200 || status > 299) throw await answerFailure(answer, status);
    if (options.isStream) return answer;
    return parseAnswer(answer, await readBounded(answer, MAX_ANSWER_BYTES));
  }

  /** Resolves with the answer's head, or with the bare socket when the engine agreed to hand it over. */
  private open(options: Modem.DialOptions): Promise<IncomingMessage | Duplex> {
    return new Promise((resolve, reject) => {
      const body = bodyOf(options);
      const send = this.agents.isSecure ? secureRequest : request;
      const call = send(this.requestOptions(options, body));
      call.once('response', resolve);
      call.once('upgrade', (_answer, socket: Duplex, head: Buffer) => {
        if (head.length > 0) socket.unshift(head);
        resolve(socket);
      });
      // Stays for good: an error after the answer's head reaches whoever reads the answer, and here it must not go unheard.
      call.on('error', reject);
      if (typeof body === 'object' && !Buffer.isBuffer(body)) {
        body.once('error', (error: Error) => call.destroy(error));
        body.pipe(call);
        return;
      }
      if (body !== undefined) call.write(body);
      if (!options.openStdin) call.end();
    });
  }

  private requestOptions(options: Modem.DialOptions, body: ReturnType<typeof bodyOf>): RequestOptions {
    const isText = typeof body === 'string';
    return {
      ...LEFT_ALONE,
      method: options.method ?? 'GET',
      path: pathOf(options),
      agent: isLong(options) ? this.agents.streams : this.agents.calls,
      headers: {
        ...options.headers,
        ...(isText ? { 'Content-Type': 'application/json' } : body ? { 'Content-Type': 'application/x-tar' } : {}),
        ...(isText || Buffer.isBuffer(body) ? { 'Content-Length': Buffer.byteLength(body) } : {}),
        ...(options.hijack ? { Connection: 'Upgrade', Upgrade: 'tcp' } : {}),
      },
      signal: this.signal,
    };
  }
}

/** What ends when somebody else wants it to: a stream, a shell, or the end of a container that takes its grace period for it. */
const isLong = ({ path, isStream, hijack }: Modem.DialOptions): boolean =>
  isStream === true || hijack === true || /\/(stop|restart)\?/.test(path);

/** dockerode marks a path that takes its options as a query with a `?` at its end. */
function pathOf(options: Modem.DialOptions): string {
  if (!options.path.endsWith('?')) return options.path;
  const { query, rest } = optionsOf(options);
  // A POST's lists and objects are its body: in the URL too, a container's whole definition would be there, secrets included.
  const isBody = (value: unknown): boolean => options.method === 'POST' && !query && typeof value === 'object';
  const entries = Object.entries(query ?? rest).flatMap(([name, value]) =>
    value === undefined || value === null || isBody(value) ? [] : [[name, queryValue(value)] as const],
  );
  const text = stringify(Object.fromEntries(entries));
  return text ? `${options.path}${text}` : options.path.slice(0, -1);
}

function queryValue(value: unknown): string | string[] {
  if (typeof value === 'string') return value;
  return Array.isArray(value) ? value.map(String) : JSON.stringify(value);
}

function bodyOf(options: Modem.DialOptions): string | Buffer | NodeJS.ReadableStream | undefined {
  if (options.file !== undefined)
    return typeof options.file === 'string' ? createReadStream(options.file) : options.file;
  if (options.method !== 'POST' || !options.options) return undefined;
  const { body, rest } = optionsOf(options);
  const text = JSON.stringify(body ?? rest);
  return text === '{}' || text === '""' ? undefined : text;
}

/** What dockerode was given: query and body apart, or one object that is both. */
function optionsOf({ options }: Modem.DialOptions): {
  readonly query: object | undefined;
  readonly body: unknown;
  readonly rest: Readonly<Record<string, unknown>>;
} {
  const all: Readonly<Record<string, unknown>> = options ?? {};
  const { _query: query, _body: body, ...rest } = all;
  return { query: typeof query === 'object' && query !== null ? query : undefined, body, rest };
}

function parseAnswer(answer: IncomingMessage, body: Buffer): Buffer | object | null {
  const type = answer.headers['content-type'];
  if (body.length === 0 || (type !== undefined && !type.includes('json'))) return body;
  const parsed = parseJson(body.toString('utf8'));
  if (parsed === undefined) throw new Error('its answer broke off, or is no JSON');
  return typeof parsed === 'object' ? parsed : body;
}
