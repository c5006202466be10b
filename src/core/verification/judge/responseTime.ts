import type { Finding } from '../check.js';
import { couldNotTell } from '../finding.js';

export interface ResponseTimes {
  /** Of every answer, ms. */
  readonly durationsMs: readonly number[];
  /** Requests without an answer, or with one of 500 and above. */
  readonly failed: number;
  /** Undefined where the runbook does not say. */
  readonly averageBelowMs: number | undefined;
  readonly p95BelowMs: number | undefined;
  /** Of the answers before the operation, where some were timed. */
  readonly before: { readonly averageMs: number | undefined; readonly p95Ms: number | undefined };
}

/** How many requests the check sends: a 95th percentile of fewer would be the slowest. */
export const timedRequests = 40;

/** Kind `response-time`. */
export function judgeResponseTimes({ durationsMs }: ResponseTimes): Finding {
  return couldNotTell({ reason: 'too-few', have: durationsMs.length, needed: timedRequests });
}
