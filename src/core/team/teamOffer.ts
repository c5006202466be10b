import type { WebhookKind } from './webhook.js';

/** Whether the team is told of operations. `ask`: each plan's sheet has a line on it. */
export const tellTeamModes = ['always', 'ask', 'never'] as const;
export type TellTeam = (typeof tellTeamModes)[number];

/** What the sheet of a plan says of it. */
export interface TeamOffer {
  readonly kind: WebhookKind;
  /** Whether the team will be told, unless a person says otherwise. */
  readonly tell: boolean;
  /** False where the setting has decided. */
  readonly canChoose: boolean;
}
