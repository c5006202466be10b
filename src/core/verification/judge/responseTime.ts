import type { Finding } from '../check.js';
import { factOf, type Fact } from '../fact.js';
import { couldNotTell, findingOf } from '../finding.js';

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
/** Fewer are no average, as in the runbook, and no percentile. */
const leastTimed = 20;
/** With more failures the 95th percentile would be one of them. */
const failedShare = 0.05;

/** What the facts are of. */
export const responseFacts = { average: 'average', p95: 'p95', failed: 'failed' } as const;

/** Kind `response-time`. What was quicker before and is below its bound all the same stands in the facts and fails nothing. */
export function judgeResponseTimes({
  durationsMs,
  failed,
  averageBelowMs,
  p95BelowMs,
  before,
}: ResponseTimes): Finding {
  const sent = durationsMs.length + failed;
  const failures: readonly Fact[] =
    failed > 0 ? [factOf(responseFacts.failed, failed > sent * failedShare ? 'fail' : 'pass', { value: failed })] : [];
  if (averageBelowMs === undefined && p95BelowMs === undefined) {
    return couldNotTell({ reason: 'not-told-how', key: 'healthAverage' }, failures);
  }
  const enough = durationsMs.length >= leastTimed;
  const fact = (
    of: string,
    value: number | undefined,
    bound: number | undefined,
    earlier: number | undefined,
  ): Fact => {
    const isBelow = value !== undefined && (bound === undefined || value < bound);
    return factOf(of, enough ? (isBelow ? 'pass' : 'fail') : 'unknown', { value, unit: 'ms', bound, before: earlier });
  };
  const facts = [
    fact(responseFacts.average, averageOf(durationsMs), averageBelowMs, before.averageMs),
    fact(responseFacts.p95, percentile95(durationsMs), p95BelowMs, before.p95Ms),
  ];
  return findingOf([...facts, ...failures], { reason: 'too-few', have: durationsMs.length, needed: leastTimed });
}

export const averageOf = (values: readonly number[]): number | undefined =>
  values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;

/** The smallest that 95 of 100 do not exceed. */
export const percentile95 = (values: readonly number[]): number | undefined =>
  values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1];
