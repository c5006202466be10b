import type { ActionId } from '../../view/verification/checkActions.js';
import type { CommandId } from '../ids.js';

/** What a check is of, as its verification has it. */
export interface CheckTarget {
  /** The stack's name. */
  readonly stack: string;
  /** Compose name; empty where it is of the whole stack: then the command asks. */
  readonly service: string;
}

interface Run {
  readonly command: CommandId;
  readonly of: 'service' | 'stack';
}

/** All that a report can run, by the id of its button. */
const runs = {
  'diagnose-service': { command: 'scalebook.diagnoseService', of: 'service' },
  'open-logs': { command: 'scalebook.openLogs', of: 'service' },
  'restart-service': { command: 'scalebook.restartService', of: 'service' },
  'scale-service': { command: 'scalebook.scaleService', of: 'service' },
  'explain-decision': { command: 'scalebook.explainDecision', of: 'service' },
  'raise-connections': { command: 'scalebook.raiseConnections', of: 'stack' },
  'open-shell': { command: 'scalebook.openShell', of: 'service' },
  'open-runbook': { command: 'scalebook.openRunbook', of: 'stack' },
  'verify-service': { command: 'scalebook.verifyService', of: 'service' },
} as const satisfies Record<ActionId, Run>;

/** The command of a button and what it is called with. */
export function checkCommand(
  action: ActionId,
  { stack, service }: CheckTarget,
): { readonly command: CommandId; readonly argument: Readonly<Record<string, string>> } {
  const { command, of } = runs[action];
  return { command, argument: of === 'service' && service !== '' ? { stack, service } : { stack } };
}
