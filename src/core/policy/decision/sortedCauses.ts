import type { Refusal, Remedy } from '../decision.js';
import type { Cause } from './causes.js';
import { wallTime, type DecisionInput } from './decisionInput.js';
import { isPeak } from './dockerMetrics.js';
import { remedyFor } from './remedies.js';

export interface SortedCauses {
  readonly helped: readonly Cause[];
  /** Why not against the others. */
  readonly refusals: readonly Refusal[];
}

export const otherRemedy = (remedy: Remedy): Refusal => ({ refusal: 'other-remedy', remedy, until: undefined });

/** Finds the causes that replicas help against. */
export function sortedCauses(causes: readonly Cause[], input: DecisionInput): SortedCauses {
  const helped: Cause[] = [];
  const remedies = new Set<Remedy>();
  const refusals = new Map<string, Refusal>();
  for (const cause of causes) {
    const { metric, serviceId } = cause.signal;
    const remedy = remedyFor(cause, input);
    const block = input.memory.blocks.find((made) => made.metric === metric.id && made.serviceId === serviceId);
    if (remedy) remedies.add(remedy);
    else if (block) {
      const until = wallTime(input, block.untilTauMs);
      refusals.set(`${serviceId} ${metric.id}`, { refusal: 'did-not-help', metric: metric.id, until });
      if (isPeak(metric)) remedies.add('lower-peak');
    } else helped.push(cause);
  }
  return { helped, refusals: [...refusals.values(), ...[...remedies].map(otherRemedy)] };
}
