import type { IncomingMessage, ServerResponse } from 'node:http';
import { isRecord } from '../../util/isRecord.js';
import { Refusal } from '../containers/refusal.js';
import type { Json } from '../json.js';

/** Docker's own limits are larger; nothing that is sent here comes near. */
const maxBodyBytes = 4 * 1024 * 1024;

/** One question to the engine, and the way to answer it. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly query: URLSearchParams;
  /** What stood in the path's places. */
  readonly params: readonly string[];
}

/** Answers with JSON, and ends. */
export function answerJson({ response }: Pick<Exchange, 'response'>, status: number, body: unknown): void {
  answerText({ response }, status, JSON.stringify(body));
}

/** JSON that is text already, for numbers with more digits than a number holds. */
function answerText({ response }: Pick<Exchange, 'response'>, status: number, json: string): void {
  const text = `${json}\n`;
  response.writeHead(status, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) });
  response.end(text);
}

/** Answers with a status alone, and ends. */
export function answerNothing({ response }: Pick<Exchange, 'response'>, status: 200 | 204 | 304): void {
  response.writeHead(status, { 'Content-Length': 0 }).end();
}

/** The body as an object; an empty one is an empty object, and what is no JSON is refused by throwing. */
export async function readJson(exchange: Pick<Exchange, 'request'>): Promise<Json> {
  const body = await readBytes(exchange);
  if (body.length === 0) return {};
  const parsed = parse(body.toString('utf8'), 'the body');
  return isRecord(parsed) ? parsed : {};
}

function parse(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(400, `${what} is no JSON`);
  }
}

/** The whole body; a Refusal with 413 is thrown for one that is too long. */
export async function readBytes({ request }: Pick<Exchange, 'request'>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxBodyBytes) throw new Refusal(413, 'the body is too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

export const isTrue = (text: string | null): boolean => text === '1' || text?.toLowerCase() === 'true';

/** `{"label":["a=b"],"type":["container"]}`, or Docker's older form with objects for the lists. */
export function filtersOf(query: URLSearchParams): Readonly<Record<string, readonly string[]>> {
  const parsed = parse(query.get('filters') || '{}', 'the filter');
  if (!isRecord(parsed)) return {};
  return Object.fromEntries(
    Object.entries(parsed).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.map(String) : isRecord(value) ? Object.keys(value) : [],
    ]),
  );
}

/** `name` alone asks whether the label is there. */
export const hasLabels = (labels: Readonly<Record<string, string>>, wanted: readonly string[]): boolean =>
  wanted.every((filter) => {
    const [name = '', ...value] = filter.split('=');
    return Object.hasOwn(labels, name) && (value.length === 0 || labels[name] === value.join('='));
  });
