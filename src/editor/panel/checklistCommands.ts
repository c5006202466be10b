import type { ChecklistActionId } from '../../core/checklist/bindings.js';
import type { SafeStep } from '../../core/checklist/fence/safeSteps.js';
import type { RunSubject } from '../../core/checklist/run.js';
import type { CommandId } from '../ids.js';

export interface CommandCall {
  readonly command: CommandId;
  readonly argument: Readonly<Record<string, unknown>>;
}

interface Called {
  readonly command: CommandId;
  /** In its place for a run of a whole stack. */
  readonly ofStack: CommandId;
}

const both = (command: CommandId): Called => ({ command, ofStack: command });

/** What items run, by the id of their button; what is not here is done by the panel itself. */
const calls = {
  'open-dashboard': both('scalebook.openDashboard'),
  scale: { command: 'scalebook.scaleService', ofStack: 'scalebook.scaleStack' },
  verify: { command: 'scalebook.verifyService', ofStack: 'scalebook.verifyStack' },
  'raise-connections': { command: 'scalebook.raiseConnections', ofStack: 'scalebook.raiseConnections' },
  'open-logs': both('scalebook.openLogs'),
  explain: both('scalebook.explainDecision'),
  'return-to-baseline': both('scalebook.returnToBaseline'),
} as const satisfies Partial<Record<ChecklistActionId, Called>>;

/** The command of an item's button and what it is called with; undefined where the panel itself does it. */
export function actionCall(action: ChecklistActionId, { stack, service, target }: RunSubject): CommandCall | undefined {
  if (action === 'tell-team' || action === 'tell-team-end' || action === 'add-note') return undefined;
  const { command, ofStack } = calls[action];
  const named = stack === '' ? {} : { stack };
  if (service === '' || action === 'raise-connections') return { command: ofStack, argument: named };
  const count = action === 'scale' && target !== undefined ? { replicas: target } : {};
  return { command, argument: { ...named, service, ...count } };
}

/** What Scalebook does instead of a command. */
export function stepCall(step: SafeStep, { stack }: RunSubject): CommandCall {
  const named = stack === '' ? {} : { stack };
  if (step.step === 'restart')
    return { command: 'scalebook.restartService', argument: { ...named, service: step.service } };
  const counts = Object.entries(step.counts);
  const [only] = counts;
  return only && counts.length === 1
    ? { command: 'scalebook.scaleService', argument: { ...named, service: only[0], replicas: only[1] } }
    : { command: 'scalebook.scaleStack', argument: { ...named, counts: step.counts } };
}
