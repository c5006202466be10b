import type { DecisionState } from '../decision.js';
import { prepareAfterMs, type Cause } from './causes.js';
import type { DecisionInput } from './decisionInput.js';
import type { DecisionMemory } from './decisionMemory.js';
import { scheduledUp } from './scheduled.js';

/** Where the service is in the runbook's flowchart. */
export function stateOf(
  input: DecisionInput,
  causes: readonly Cause[],
  memory: DecisionMemory,
  downPossible: boolean,
): DecisionState {
  const has = (urgency: Cause['urgency']): boolean => causes.some((cause) => cause.urgency === urgency);
  if (has('critical') || input.signals.some(({ level }) => level === 'critical')) return 'scale-now';
  if (has('rising') || scheduledUp(input).length > 0) return 'scale-proactively';
  const since = memory.troubleSinceTauMs;
  if (has('held') || isTooFew(input) || (since !== null && input.tauMs - since >= prepareAfterMs)) return 'prepare';
  if (since !== null) return 'watching';
  return downPossible ? 'scale-down-possible' : 'steady';
}

const isTooFew = ({ replicas, entry }: DecisionInput): boolean => replicas > 0 && replicas < entry.min;
