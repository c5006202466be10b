import type { Sample } from '../../policy/statistics/sample.js';
import type { Finding } from '../check.js';
import { couldNotTell } from '../finding.js';

export interface QueueSeen {
  /** Waiting jobs over the window, oldest first; what could not be read is left out. */
  readonly samples: readonly Sample[];
  readonly windowMs: number;
  readonly everyMs: number;
  /** Below this it is short: where the rule's warning begins. Undefined where no rule says. */
  readonly shortBelow: number | undefined;
  /** Before the operation. */
  readonly before: number | undefined;
}

/** Kind `queue-falling`: it gets shorter, or was short throughout. */
export function judgeQueue({ samples }: QueueSeen): Finding {
  return couldNotTell({ reason: 'too-few', have: samples.length, needed: 5 });
}
