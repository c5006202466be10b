import type { Credentials } from '../app/ports.js';

/** The whole header. */
export const authorizationOf = ({ auth, secret }: Credentials): string =>
  auth === 'basic' ? `Basic ${base64(secret)}` : `Bearer ${secret}`;

const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');

/** A server, or a proxy before it, may repeat what it was sent. */
export function withoutSecrets(words: string, credentials: Credentials | undefined): string {
  if (!credentials) return words;
  const { auth, secret } = credentials;
  const password = auth === 'basic' ? secret.slice(secret.indexOf(':') + 1) : '';
  return [secret, base64(secret), password]
    .filter((part) => part !== '')
    .reduce((text, part) => text.replaceAll(part, '***'), words);
}
