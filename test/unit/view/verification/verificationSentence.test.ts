import assert from 'node:assert/strict';
import type { Necessity } from '../../../../src/core/verification/check.js';
import type { CheckVerdict } from '../../../../src/core/verification/checkVerdict.js';
import type { Verification, VerificationItem } from '../../../../src/core/verification/verificationRun.js';
import { summaryOf } from '../../../../src/core/verification/verificationSummary.js';
import {
  verificationSentence,
  verifiedSubject,
  verifiedWords,
} from '../../../../src/view/verification/verificationSentence.js';
import { checkOf, made, plannedCheck, verificationWith } from '../../support/verifications.js';

const some = (count: number, verdict: CheckVerdict, necessity: Necessity = 'required'): readonly VerificationItem[] =>
  made(...Array.from({ length: count }, (_, index) => checkOf('flow', verdict, '', { id: `${index}`, necessity })));
const sentence = (...items: readonly (readonly VerificationItem[])[]): string =>
  verificationSentence(verificationWith(items.flat(), { stack: 'up-schedule-generator' }));
const words = (...items: readonly (readonly VerificationItem[])[]): string =>
  verifiedWords(summaryOf(verificationWith(items.flat())));

describe('verificationSentence', () => {
  const cases: readonly [string, string][] = [
    [
      sentence(some(17, 'pass'), some(1, 'fail', 'recommended')),
      'is verified: all 17 required checks pass; 1 recommended check failed.',
    ],
    [
      sentence(some(17, 'pass'), some(4, 'pass', 'recommended')),
      'is verified: all 17 required checks pass, and all 4 recommended.',
    ],
    [sentence(some(1, 'pass')), 'is verified: its 1 required check passes.'],
    [
      sentence(some(3, 'pass'), some(2, 'fail', 'recommended'), some(1, 'unknown', 'recommended')),
      'is verified: all 3 required checks pass; 2 recommended checks failed and 1 could not be told.',
    ],
    [
      sentence(some(15, 'pass'), some(2, 'fail'), some(1, 'unknown')),
      'is not verified: 2 of 18 required checks failed, 1 could not be told.',
    ],
    [sentence(some(2, 'pass'), some(1, 'unknown')), 'is not verified: 1 of 3 required checks could not be told.'],
    [sentence(some(2, 'pass', 'recommended')), 'is not verified: no required check was made.'],
    [sentence(), 'is not verified: there was nothing to check.'],
  ];
  for (const [told, expected] of cases) it(expected, () => assert.equal(told, `up-schedule-generator ${expected}`));

  it('says how far it is while it runs', () => {
    const waiting: readonly VerificationItem[] = [{ phase: 'waiting', planned: plannedCheck('alerts', '') }];
    const running = (items: readonly VerificationItem[]): string =>
      verificationSentence(verificationWith(items, { endedAt: undefined }));
    assert.equal(running([]), 'Verifying shop: looking at what there is to check.');
    assert.equal(running([...some(1, 'pass'), ...waiting]), 'Verifying shop: 1 of 2 checks made.');
    assert.equal(running([...some(1, 'fail'), ...waiting]), 'Verifying shop: 1 of 2 checks made, 1 failed so far.');
  });

  it('names the services where only some were looked at', () => {
    const of = (...services: readonly string[]): Verification =>
      verificationWith(
        made(checkOf('replicas-healthy', 'pass', 'worker'), checkOf('flow', 'pass', 'web', { title: 'Upload' })),
        {
          request: { stackId: 'compose:shop', services, pace: 'full', operation: undefined },
        },
      );
    assert.equal(verifiedSubject(of('worker')), 'PDF Worker');
    assert.equal(verifiedSubject(of('worker', 'web')), 'PDF Worker and web');
    assert.equal(verifiedSubject(of('a', 'b', 'c', 'd', 'e')), 'a, b, c and 2 more');
  });

  it('lets the name of a stack make no line and no link', () => {
    const told = verificationSentence(verificationWith([], { stack: 'a\n[b](command:x) $(error)' }));
    assert.doesNotMatch(told, /\n|\]\(|\$\(/);
  });
});

describe('verifiedWords', () => {
  it('are short enough for a row', () => {
    assert.equal(words(some(2, 'pass'), some(1, 'fail', 'recommended')), 'verified');
    assert.equal(words(some(2, 'fail'), some(1, 'unknown')), 'not verified: 2 checks failed');
    assert.equal(words(some(1, 'unknown')), 'not verified: 1 check could not be told');
    assert.equal(words(), 'not verified: nothing was checked');
  });
});
