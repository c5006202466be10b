import type { Credentials } from '../app/ports.js';
import { hideSecrets } from '../core/secrecy/hideSecrets.js';

/** The whole header. */
export const authorizationOf = ({ auth, secret }: Credentials): string =>
  auth === 'basic' ? `Basic ${base64(secret)}` : `Bearer ${secret}`;

const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');

/** A server, or a proxy before it, may repeat what it was sent: the credentials, and what stands in the query of its address. */
export function withoutSecrets(words: string, { url, credentials }: Asked): string {
  const queried = URL.canParse(url) ? [...new URL(url).searchParams.values()] : [];
  const known = [...(credentials ? spellings(credentials) : []), ...queried.filter(({ length }) => length > 3)];
  const bare = known.filter((part) => part !== '').reduce((text, part) => text.replaceAll(part, '***'), words);
  return hideSecrets(bare);
}

interface Asked {
  readonly url: string;
  readonly credentials: Credentials | undefined;
}

function spellings({ auth, secret }: Credentials): readonly string[] {
  const password = auth === 'basic' ? secret.slice(secret.indexOf(':') + 1) : '';
  return [secret, base64(secret), password].flatMap((part) => [part, encodeURIComponent(part)]);
}
