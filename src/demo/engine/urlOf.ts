import type { IncomingMessage } from 'node:http';

/** What was asked for; undefined where it is no address: whoever is on this machine may send what they like. */
export function urlOf({ url }: Pick<IncomingMessage, 'url'>): URL | undefined {
  const base = 'http://demo';
  return url?.startsWith('/') && URL.canParse(base + url) ? new URL(base + url) : undefined;
}
