import type { Measured } from '../operation/run/measured.js';
import type { Check, PlannedCheck } from './check.js';
import type { CheckVerdict } from './checkVerdict.js';

/** What a verification is about, and how thorough it is. */
export interface VerificationRequest {
  readonly stackId: string;
  /** Compose names; empty: every service of the stack. */
  readonly services: readonly string[];
  readonly pace: 'full' | 'quick';
  /** The operation that it proves; undefined for one that a person asked for. */
  readonly operation: string | undefined;
}

/** A verification that runs or ran. */
export interface Verification {
  readonly id: string;
  readonly request: VerificationRequest;
  readonly stack: string;
  readonly context: string;
  /** Who asked for it. */
  readonly by: string;
  /** Wall time, ms. */
  readonly startedAt: number;
  /** Undefined while it runs. */
  readonly endedAt: number | undefined;
  /** In the order in which people see them. */
  readonly checks: readonly VerificationItem[];
  /** Of the operation, or of the last hour before; undefined where nothing was kept. */
  readonly before: Measured | undefined;
  readonly after: Measured | undefined;
}

export type VerificationItem =
  | { readonly phase: 'waiting' | 'running'; readonly planned: PlannedCheck }
  | { readonly phase: 'made'; readonly check: Check };

export const madeChecks = ({ checks }: Pick<Verification, 'checks'>): readonly Check[] =>
  checks.flatMap((item) => (item.phase === 'made' ? [item.check] : []));

/**
 * One required check that fails fails it, and one that could not be told, or was not made, keeps it from passing. Recommended checks are told of, and
 * decide nothing.
 */
export function overallVerdict({ checks }: Pick<Verification, 'checks'>): CheckVerdict {
  const required = checks.filter((item) => necessityOf(item) === 'required');
  const verdicts = required.map((item) => (item.phase === 'made' ? item.check.verdict : 'unknown'));
  if (verdicts.includes('fail')) return 'fail';
  return verdicts.length === 0 || verdicts.includes('unknown') ? 'unknown' : 'pass';
}

const necessityOf = (item: VerificationItem): string =>
  item.phase === 'made' ? item.check.necessity : item.planned.necessity;
