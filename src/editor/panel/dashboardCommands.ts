import type { DashboardButton } from '../../view/dashboard/decisionPart.js';
import type { CommandId } from '../ids.js';

interface Run {
  readonly command: CommandId;
  readonly of: 'service' | 'nothing';
}

/** All that a dashboard can run, by the id of its button. */
const runs = {
  'scale-as-recommended': { command: 'scalebook.scaleAsRecommended', of: 'service' },
  'scale-service': { command: 'scalebook.scaleService', of: 'service' },
  'explain-decision': { command: 'scalebook.explainDecision', of: 'service' },
  'verify-service': { command: 'scalebook.verifyService', of: 'service' },
  'diagnose-service': { command: 'scalebook.diagnoseService', of: 'service' },
  'select-context': { command: 'scalebook.selectContext', of: 'nothing' },
  'try-demo': { command: 'scalebook.tryDemo', of: 'nothing' },
} as const satisfies Record<DashboardButton, Run>;

/**
 * The command of a button and what it is called with: a row's id, as from the sidebar.
 *
 * @param service the service's id
 */
export function dashboardCommand(
  button: DashboardButton,
  service: string,
): { readonly command: CommandId; readonly args: readonly string[] } {
  const { command, of } = runs[button];
  return { command, args: of === 'service' ? [service] : [] };
}
