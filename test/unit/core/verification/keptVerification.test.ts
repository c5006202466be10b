import assert from 'node:assert/strict';
import { factOf } from '../../../../src/core/verification/fact.js';
import { keptOf, verificationOf } from '../../../../src/core/verification/keptVerification.js';
import { summaryOf } from '../../../../src/core/verification/verificationSummary.js';
import { withVerification, withVerifications } from '../../../../src/core/verification/withVerification.js';
import { checkOf, made, plannedCheck, verificationWith } from '../../support/verifications.js';

describe('keptOf', () => {
  it('keeps one that has ended, and gives it back as it was', () => {
    const verification = verificationWith(
      made(checkOf('replicas-healthy'), checkOf('alerts', 'unknown', '', { problem: { reason: 'cancelled' } })),
    );
    const kept = keptOf(verification);
    assert.ok(kept);
    assert.deepEqual(verificationOf(kept), verification);
  });

  it('keeps nothing of one that runs, or has a check that was not made', () => {
    assert.equal(keptOf(verificationWith(made(checkOf('alerts')), { endedAt: undefined })), undefined);
    const waiting = { phase: 'running', planned: plannedCheck('alerts') } as const;
    assert.equal(keptOf(verificationWith([...made(checkOf('cpu-per-replica')), waiting])), undefined);
  });

  it('keeps of too much evidence what does not pass, in its order, and short', () => {
    const facts = Array.from({ length: 250 }, (_, index) =>
      factOf(`r${index}`, index % 50 === 0 ? 'fail' : 'pass', { said: 'x'.repeat(1000) }),
    );
    const [check] = keptOf(verificationWith(made(checkOf('no-new-errors', 'fail', 'web', { facts }))))?.checks ?? [];
    assert.equal(check?.facts.length, 100);
    assert.deepEqual(
      check.facts.filter(({ verdict }) => verdict === 'fail').map(({ of }) => of),
      ['r0', 'r50', 'r100', 'r150', 'r200'],
    );
    assert.equal(check.facts[1]?.of, 'r1');
    assert.ok(check.facts.every(({ said }) => said.length === 300));
  });

  it('stays below a megabyte, however much was seen', () => {
    const facts = Array.from({ length: 500 }, () => factOf('r'.repeat(900), 'fail', { said: 'é'.repeat(900) }));
    const checks = Array.from({ length: 60 }, (_, index) =>
      checkOf('no-new-errors', 'fail', `s${index}`, { facts, title: 't'.repeat(900) }),
    );
    const kept = keptOf(verificationWith(made(...checks)));
    assert.equal(kept?.checks.length, 60);
    assert.ok(JSON.stringify(kept).length < 1_200_000, String(JSON.stringify(kept).length));
  });

  it('cuts no character in two', () => {
    const said = `${'a'.repeat(299)}😀`;
    const kept = keptOf(
      verificationWith(made(checkOf('alerts', 'pass', '', { facts: [factOf('', 'pass', { said })] }))),
    );
    assert.equal(kept?.checks[0]?.facts[0]?.said, 'a'.repeat(299));
  });
});

describe('summaryOf', () => {
  it('counts required and recommended apart, and what was not made as unknown', () => {
    const items = [
      ...made(
        checkOf('replicas-healthy'),
        checkOf('health-url', 'unknown'),
        checkOf('alerts', 'fail', '', { necessity: 'recommended' }),
      ),
      { phase: 'waiting', planned: plannedCheck('cpu-per-replica') } as const,
    ];
    const { verificationId, verdict, required, recommended } = summaryOf(verificationWith(items));
    assert.deepEqual([verificationId, verdict], ['v-1', 'unknown']);
    assert.deepEqual(required, { total: 3, pass: 1, fail: 0, unknown: 2 });
    assert.deepEqual(recommended, { total: 1, pass: 0, fail: 1, unknown: 0 });
  });
});

describe('withVerification', () => {
  const [one, two] = [verificationWith([], { id: 'one' }), verificationWith([], { id: 'two' })];

  it('puts a new one first, and a known one where it was', () => {
    const changed = { ...one, endedAt: undefined };
    assert.deepEqual(withVerification([one], two), [two, one]);
    assert.deepEqual(withVerification([two, one], changed), [two, changed]);
  });

  it('adds what was read, newest first, and keeps what is known', () => {
    const older = verificationWith([], { id: 'older', startedAt: 1 });
    const readOne = { ...one, by: 'somebody else' };
    assert.deepEqual(withVerifications([one], [readOne, older]), [one, older]);
    const known = [one];
    assert.equal(withVerifications(known, [readOne]), known);
  });
});
