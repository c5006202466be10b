import type { WebhookFlaw, WebhookKind } from '../../core/team/webhook.js';

export const webhookTitles = {
  slack: 'Slack',
  teams: 'Microsoft Teams',
  discord: 'Discord',
  json: 'JSON webhook',
} as const satisfies Record<WebhookKind, string>;

/** Where its address is found, or what it is sent. */
export const webhookHints = {
  slack: 'an incoming webhook of a Slack app',
  teams: 'a workflow that posts to a channel when a webhook request is received',
  discord: "a webhook of a channel's integrations",
  json: 'event, title, text and facts, to whatever takes them',
} as const satisfies Record<WebhookKind, string>;

/** What is wrong with an address that was typed. */
export const webhookFlaws = {
  'no-address': 'Type an https address, without a user name in it',
  'not-encrypted': 'Only https, or http to this machine: the address is a secret',
} as const satisfies Record<WebhookFlaw, string>;
