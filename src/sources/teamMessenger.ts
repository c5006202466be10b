import { setTimeout as pause } from 'node:timers/promises';
import type { TeamMessenger } from '../app/operations/ports.js';
import { payloadOf } from '../core/team/payload/payloadOf.js';
import type { TeamMessage } from '../core/team/teamMessage.js';
import { checkWebhookUrl, type Webhook } from '../core/team/webhook.js';
import { fail, ok, type Result } from '../util/result.js';
import { postBounded, type BoundedAnswer, type GetFailure } from './http.js';

/** A webhook has a word or two to say, and nobody waits for it to say more. */
const bounds = { timeoutMs: 5000, maxBytes: 64 * 1024 };
const longestWaitMs = 30_000;
const usualWaitMs = 2000;

/** Posts messages to a webhook, each at most twice: again only where the server has said that it did not take it. */
export class WebhookMessenger implements TeamMessenger {
  /** @param wait so many milliseconds; it throws once the signal is aborted */
  constructor(
    private readonly wait = (ms: number, signal: AbortSignal): Promise<void> => pause(ms, undefined, { signal }),
  ) {}

  async send(webhook: Webhook, message: TeamMessage, signal: AbortSignal): Promise<Result<void, string>> {
    const url = checkWebhookUrl(webhook.url);
    if (!url.ok) return fail('its address is neither one of https nor one of this machine');
    const post = { ...bounds, url: url.value, json: payloadOf(webhook.kind, message), signal };
    const first = await postBounded(post);
    if (!first.ok) return fail(failureText(first.error));
    const waitMs = isBusy(first.value.status) ? waitOf(first.value) : Infinity;
    if (waitMs > longestWaitMs) return verdict(first.value, url.value);
    try {
      await this.wait(waitMs, signal);
    } catch {
      return fail('cancelled');
    }
    const second = await postBounded(post);
    return second.ok ? verdict(second.value, url.value) : fail(failureText(second.error));
  }
}

const isBusy = (status: number): boolean => status === 429 || status >= 500;

/** Seconds, or a date. */
function waitOf({ headers }: BoundedAnswer): number {
  const retryAfter = headers['retry-after'] ?? '';
  if (/^\d+(\.\d+)?$/.test(retryAfter)) return Number(retryAfter) * 1000;
  const date = Date.parse(retryAfter);
  return Number.isNaN(date) ? usualWaitMs : Math.max(0, date - Date.now());
}

function verdict(answer: BoundedAnswer, url: string): Result<void, string> {
  const { status } = answer;
  if (status >= 200 && status < 300) return ok(undefined);
  const said = wordOf(answer, url);
  return fail(`${statusText(status)} (HTTP ${status}${said === '' ? '' : `, ${said}`})`);
}

function statusText(status: number): string {
  if (status < 400) return 'it redirects elsewhere, and redirects are not followed';
  if (status === 401 || status === 403) return 'it refuses the message';
  if (status === 404 || status === 410) return 'it does not know this address';
  if (status === 429) return 'it has had too many messages';
  return status < 500 ? 'it does not accept the message' : 'it has a problem of its own';
}

/** Some answer with a code, such as `channel_is_archived`. Nothing longer is shown, and nothing that could be a part of the address. */
function wordOf({ body }: BoundedAnswer, url: string): string {
  const word = new TextDecoder().decode(body.subarray(0, 100)).trim();
  return /^[a-z]+(_[a-z]+)+$/.test(word) && word.length <= 40 && !url.includes(word) ? word : '';
}

/** What a failed request says may hold the address; its code does not. */
function failureText({ why, problem }: GetFailure): string {
  if (why === 'too-large') return 'it answers with more than a webhook has to say';
  if (why !== 'unreachable') return problem;
  const code = /^[A-Z][A-Z0-9_]+$/.exec(problem)?.[0];
  return `it cannot be reached${code === undefined ? '' : ` (${code})`}`;
}
