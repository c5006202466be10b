import { checkKinds, type Check, type CheckProblem } from '../../verification/check.js';
import { factUnits, type Fact } from '../../verification/fact.js';
import type { KeptVerification } from '../../verification/keptVerification.js';
import type { VerificationRequest } from '../../verification/verificationRun.js';
import { id } from './idShape.js';
import { measured } from './measuredShape.js';
import { knownOf, listOf, number, object, oneOf, optional, tagged, text, time, type Shape } from './shape.js';

const verdict = oneOf('pass', 'fail', 'unknown');

const fact = object<Fact>({
  of: text,
  verdict,
  value: optional(number),
  unit: oneOf(...factUnits),
  bound: optional(number),
  boundIs: oneOf('below', 'least'),
  before: optional(number),
  said: text,
});

type Of<R extends CheckProblem['reason']> = Extract<CheckProblem, { reason: R }>;

const plain = object<Of<'timed-out' | 'cancelled' | 'untrusted'>>({
  reason: oneOf('timed-out', 'cancelled', 'untrusted'),
});

const problem = tagged<'reason', CheckProblem>('reason', {
  'timed-out': plain,
  cancelled: plain,
  untrusted: plain,
  'too-few': object<Of<'too-few'>>({ reason: oneOf('too-few'), have: number, needed: number }),
  unreachable: object<Of<'unreachable'>>({ reason: oneOf('unreachable'), detail: text }),
  'not-told-how': object<Of<'not-told-how'>>({ reason: oneOf('not-told-how'), key: text }),
});

/** Evidence that this version does not know is left out; the verdict stands without it. */
const check = object<Check>({
  id: text,
  kind: oneOf(...checkKinds),
  service: text,
  title: text,
  necessity: oneOf('required', 'recommended'),
  timeoutMs: number,
  verdict,
  facts: knownOf(fact),
  problem: optional(problem),
  pValue: optional(number),
  at: time,
  tookMs: number,
});

const request = object<VerificationRequest>({
  stackId: text,
  services: listOf(text),
  pace: oneOf('full', 'quick'),
  operation: optional(id),
});

/** All of its checks or none: without one that failed, the others would say that all is well. */
export const keptVerification: Shape<KeptVerification> = object<KeptVerification>({
  id,
  request,
  stack: text,
  context: text,
  by: text,
  startedAt: time,
  endedAt: time,
  checks: listOf(check),
  before: optional(measured),
  after: optional(measured),
});

const named = object<{ readonly checks: readonly { readonly kind: string }[] }>({
  checks: listOf(object<{ readonly kind: string }>({ kind: text })),
});

/** It has a check of a kind that this version does not know. */
export const hasUnknownCheck = (value: unknown): boolean => {
  const found = named(value);
  return typeof found === 'object' && found.checks.some(({ kind }) => !checkKinds.some((known) => known === kind));
};
