import type { Refusal } from '../decision.js';
import type { Calm } from './calm.js';
import type { DecisionInput } from './decisionInput.js';
import type { DecisionMemory } from './decisionMemory.js';
import { doNotShrink } from './doNotShrink.js';
import { downWaits } from './moment.js';
import { unlike } from './unlike.js';

/**
 * What speaks against fewer replicas at this moment, whoever wants them and whatever the rules want: "Do NOT scale down if". Of what is
 * expected, all that needs more than the baseline.
 */
export const againstFewer = (input: DecisionInput, calm: Calm, memory: DecisionMemory): readonly Refusal[] =>
  unlike([...calm.refusals, ...doNotShrink(input, 0), ...downWaits(input, memory)]);
