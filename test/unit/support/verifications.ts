import type { Check, CheckKind, PlannedCheck } from '../../../src/core/verification/check.js';
import type { CheckVerdict } from '../../../src/core/verification/checkVerdict.js';
import { factOf } from '../../../src/core/verification/fact.js';
import type { Verification, VerificationItem } from '../../../src/core/verification/verificationRun.js';
import { begunAt } from './operations.js';

const titles: Readonly<Record<string, string>> = { worker: 'PDF Worker', web: 'Web', '': 'shop' };

export const plannedCheck = (
  kind: CheckKind,
  service = 'worker',
  changes: Partial<PlannedCheck> = {},
): PlannedCheck => ({
  id: [kind, service].filter(Boolean).join(':'),
  kind,
  service,
  title: titles[service] ?? service,
  necessity: 'required',
  timeoutMs: 30_000,
  ...changes,
});

/** A check with one fact that says what it says. */
export const checkOf = (
  kind: CheckKind,
  verdict: CheckVerdict = 'pass',
  service = 'worker',
  changes: Partial<Check> = {},
): Check => ({
  ...plannedCheck(kind, service),
  verdict,
  facts: verdict === 'unknown' ? [] : [factOf(`${service}-1`, verdict)],
  problem: verdict === 'unknown' ? { reason: 'timed-out' } : undefined,
  pValue: undefined,
  at: begunAt + 2000,
  tookMs: 1200,
  ...changes,
});

export const made = (...checks: readonly Check[]): readonly VerificationItem[] =>
  checks.map((check) => ({ phase: 'made', check }));

/** One that ended after twelve seconds; without checks unless some are given. */
export const verificationWith = (
  checks: readonly VerificationItem[],
  changes: Partial<Verification> = {},
): Verification => ({
  id: 'v-1',
  request: { stackId: 'compose:shop', services: [], pace: 'full', operation: undefined },
  stack: 'shop',
  context: 'default',
  by: 'ana',
  startedAt: begunAt,
  endedAt: begunAt + 12_000,
  checks,
  before: undefined,
  after: undefined,
  ...changes,
});
