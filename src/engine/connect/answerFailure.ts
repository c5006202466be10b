import type { IncomingMessage } from 'node:http';
import { parseJson } from '../../util/parseJson.js';
import { readBounded } from './readBounded.js';

const MAX_ERROR_BYTES = 64 * 1024;

/** An answer that is no success, in the shape that dockerode's errors have, with the engine's words as its message. */
export async function answerFailure(answer: IncomingMessage, statusCode: number): Promise<Error> {
  const body = (await readBounded(answer, MAX_ERROR_BYTES)).toString('utf8').trim();
  const json = parseJson(body);
  const words = wordsOf(json) ?? (body || `HTTP ${statusCode} ${answer.statusMessage ?? ''}`.trim());
  return Object.assign(new Error(words), { statusCode, json });
}

function wordsOf(json: unknown): string | undefined {
  const isObject = typeof json === 'object' && json !== null;
  return isObject && 'message' in json && typeof json.message === 'string' ? json.message.trim() : undefined;
}
