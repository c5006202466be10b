import { Refusal } from '../containers/refusal.js';
import type { Exchange } from './exchange.js';

/** One endpoint: a method, a path whose `*` are places, and what it does. */
export interface Route {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE';
  /** Without the version, such as the path of an inspect: `containers`, a place, `json`. */
  readonly path: string;
  handle(exchange: Exchange): Promise<void> | void;
}

/** What a path has at the places of a pattern; undefined where it does not fit. */
export function paramsOf(pattern: string, path: string): readonly string[] | undefined {
  const parts = path.split('/');
  const wanted = pattern.split('/');
  // The name of an image may have slashes in it.
  const isOpen = pattern.startsWith('/images/') && parts.length > wanted.length;
  if (isOpen) {
    const name = parts.slice(2, -1).join('/');
    return parts.at(-1) === wanted.at(-1) && parts[1] === 'images' ? [decoded(name)] : undefined;
  }
  if (parts.length !== wanted.length) return undefined;
  const params: string[] = [];
  for (const [index, part] of wanted.entries()) {
    const found = parts[index] ?? '';
    if (part === '*') params.push(decoded(found));
    else if (part !== found) return undefined;
  }
  return params;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new Refusal(400, 'malformed path');
  }
}
