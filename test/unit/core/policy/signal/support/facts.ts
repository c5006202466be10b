import type { Bound } from '../../../../../../src/core/runbook/rule.js';
import type { SignalState } from '../../../../../../src/core/policy/signal/signalState.js';
import { minuteMs } from './rules.js';

export const over = ({ value, inclusive }: Bound, given: number | undefined): boolean =>
  given !== undefined && (given > value || (inclusive && given === value));

/** There was no sample for so long before that time that what was known of it is forgotten. */
export const isForgotten = (before: SignalState, tauMs: number): boolean =>
  before.newest !== undefined && tauMs - before.newest.tauMs >= 30 * minuteMs;
