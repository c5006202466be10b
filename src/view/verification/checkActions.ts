/** What a report offers to do about a check. What each runs, and on what, is decided by the host alone. */
export const actionIds = [
  'diagnose-service',
  'open-logs',
  'restart-service',
  'scale-service',
  'explain-decision',
  'raise-connections',
  'open-shell',
  'open-runbook',
  'verify-service',
] as const;
export type ActionId = (typeof actionIds)[number];

export const actionTitles = {
  'diagnose-service': 'Diagnose Service',
  'open-logs': 'Open Logs',
  'restart-service': 'Restart Service…',
  'scale-service': 'Scale Service…',
  'explain-decision': 'Explain Decision',
  'raise-connections': 'Raise Database Connections…',
  'open-shell': 'Open Shell',
  'open-runbook': 'Open Runbook',
  'verify-service': 'Verify Service',
} as const satisfies Record<ActionId, string>;

/** What to do about a check that does not pass. */
export interface Advice {
  /** Empty where nothing is to be done. */
  readonly text: string;
  readonly actions: readonly ActionId[];
}
