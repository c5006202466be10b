import { fail, ok, type Result } from '../../util/result.js';
import { parseJson } from '../../util/parseJson.js';
import { isWebAddress } from '../runbook/file/text/webAddress.js';

export const webhookKinds = ['slack', 'teams', 'discord', 'json'] as const;
export type WebhookKind = (typeof webhookKinds)[number];

/** Where a team is told. The address is a secret: who knows it can write there. */
export interface Webhook {
  readonly kind: WebhookKind;
  readonly url: string;
}

export type WebhookFlaw = 'no-address' | 'not-encrypted';

/** An address that a message may be sent to: an encrypted one, or one of this machine. */
export function checkWebhookUrl(url: string): Result<string, WebhookFlaw> {
  const clean = url.trim();
  if (clean.length > longestUrl || !isWebAddress(clean) || !isHost(hostOf(clean))) return fail('no-address');
  return clean.startsWith('https:') || loopback.test(clean) ? ok(clean) : fail('not-encrypted');
}

const hostOf = (url: string): string => /^https?:\/\/(\[[^\]]*\]|[^:/?#]*)/.exec(url)?.[1] ?? '';

/** A host whose last part is a number has to be an IPv4 address, or nobody takes it for a host. */
function isHost(host: string): boolean {
  const parts = host.replace(/\.$/, '').split('.');
  if (!/^\d+$/.test(parts.at(-1) ?? '')) return true;
  return parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256);
}

const longestUrl = 2000;
const loopback = /^http:\/\/(localhost|127(\.\d{1,3}){3}|\[::1\])([:/?#]|$)/;

/** As it is kept with the editor's secrets. */
export const writeWebhook = ({ kind, url }: Webhook): string => JSON.stringify({ kind, url });

/** Undefined for what is no webhook. */
export function readWebhook(text: string | undefined): Webhook | undefined {
  const stored = parseJson(text ?? '');
  if (typeof stored !== 'object' || stored === null || !('kind' in stored) || !('url' in stored)) return undefined;
  const kind = webhookKinds.find((known) => known === stored.kind);
  if (kind === undefined || typeof stored.url !== 'string') return undefined;
  const url = checkWebhookUrl(stored.url);
  return url.ok ? { kind, url: url.value } : undefined;
}
