import fc from 'fast-check';
import type { Measured } from '../../../../../src/core/operation/run/measured.js';
import { checkKinds, type Check, type CheckProblem } from '../../../../../src/core/verification/check.js';
import type { CheckVerdict } from '../../../../../src/core/verification/checkVerdict.js';
import { factUnits, type Fact } from '../../../../../src/core/verification/fact.js';
import type { KeptVerification } from '../../../../../src/core/verification/keptVerification.js';
import { anyText, few, figureValue, maybe, record, time, whole } from './anyJson.js';

const verdict = fc.constantFrom<CheckVerdict>('pass', 'fail', 'unknown');

const fact: fc.Arbitrary<Fact> = record({
  of: anyText,
  verdict,
  value: maybe(figureValue),
  unit: fc.constantFrom(...factUnits),
  bound: maybe(figureValue),
  boundIs: fc.constantFrom('below', 'least'),
  before: maybe(figureValue),
  said: anyText,
});

const problem: fc.Arbitrary<CheckProblem> = fc.oneof(
  record({ reason: fc.constantFrom('timed-out' as const, 'cancelled' as const, 'untrusted' as const) }),
  record({ reason: fc.constant('too-few' as const), have: whole, needed: whole }),
  record({ reason: fc.constant('unreachable' as const), detail: anyText }),
  record({ reason: fc.constant('not-told-how' as const), key: anyText }),
);

const check: fc.Arbitrary<Check> = record({
  id: anyText,
  kind: fc.constantFrom(...checkKinds),
  service: anyText,
  title: anyText,
  necessity: fc.constantFrom('required', 'recommended'),
  timeoutMs: whole,
  verdict,
  facts: few(fact),
  problem: maybe(problem),
  pValue: maybe(figureValue),
  at: time,
  tookMs: whole,
});

/** Any verification that has ended, of no more than three names. */
export const anyKept = (measured: fc.Arbitrary<Measured>): fc.Arbitrary<KeptVerification> =>
  record({
    id: fc.constantFrom('v-1', 'v-2', 'constructor'),
    request: record({
      stackId: anyText,
      services: few(anyText),
      pace: fc.constantFrom('full' as const, 'quick' as const),
      operation: maybe(fc.constantFrom('first', 'second')),
    }),
    stack: anyText,
    context: anyText,
    by: anyText,
    startedAt: time,
    endedAt: time,
    checks: few(check),
    before: maybe(measured),
    after: maybe(measured),
  });
