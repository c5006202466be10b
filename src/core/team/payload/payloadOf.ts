import { hideSecretsIn } from '../../secrecy/hideSecrets.js';
import type { TeamMessage } from '../teamMessage.js';
import type { WebhookKind } from '../webhook.js';
import { discordPayload } from './discord.js';
import { plainJsonPayload } from './plainJson.js';
import { slackPayload } from './slack.js';
import { teamsPayload } from './teams.js';

const payloads = {
  slack: slackPayload,
  teams: teamsPayload,
  discord: discordPayload,
  json: plainJsonPayload,
} as const satisfies Record<WebhookKind, (message: TeamMessage) => unknown>;

/** The body of the request that tells a kind of webhook a message; before it is shortened or escaped, secrets are taken out. */
export const payloadOf = (kind: WebhookKind, message: TeamMessage): string =>
  JSON.stringify(payloads[kind](hideSecretsIn(message)));
