import assert from 'node:assert/strict';
import { checkKinds, type Check } from '../../../../src/core/verification/check.js';
import { factOf, type Fact } from '../../../../src/core/verification/fact.js';
import { adviceFor } from '../../../../src/view/verification/checkAdvice.js';
import { checkEvidence } from '../../../../src/view/verification/checkEvidence.js';
import { checkSubject, checkTitle, fullTitle } from '../../../../src/view/verification/checkTitles.js';
import { factText } from '../../../../src/view/verification/factText.js';
import { factAmount, factFigure, factLine, factWanted } from '../../../../src/view/verification/factWords.js';
import { checkOf } from '../../support/verifications.js';

const percent = (of: string, value: number | undefined, more: Partial<Fact> = {}): Fact =>
  factOf(of, value === undefined ? 'unknown' : value < 60 ? 'pass' : 'fail', {
    value,
    unit: 'percent',
    bound: 60,
    ...more,
  });

describe('the words of a fact', () => {
  it('have the figure with its unit, and its bound as it stands to it', () => {
    assert.equal(factAmount('cpu-per-replica', percent('', 48)), '48 % (< 60 %)');
    assert.equal(factAmount('cpu-per-replica', percent('', 62, { before: 84 })), '62 % (≥ 60 %, before 84 %)');
    assert.equal(factAmount('cpu-per-replica', percent('', 60)), '60 % (≥ 60 %)');
    const least: Partial<Fact> = { bound: 3, boundIs: 'least' };
    assert.equal(factAmount('count-as-wanted', factOf('', 'pass', { value: 3, ...least })), '3 running (≥ 3)');
    assert.equal(factAmount('count-as-wanted', factOf('', 'fail', { value: 2, ...least })), '2 running (< 3)');
    assert.equal(factWanted(factOf('', 'fail', { value: 2, ...least })), '≥ 3');
  });

  it('never make a zero or nothing of what is not known', () => {
    assert.equal(factAmount('cpu-per-replica', percent('', undefined)), 'unknown (< 60 %)');
    assert.equal(factAmount('count-as-wanted', factOf('a', 'unknown')), '');
    assert.equal(factLine('flow', factOf('', 'unknown')), 'nothing was seen');
  });

  it('know every unit', () => {
    const shown = [
      factFigure(84.4, 'percent'),
      factFigure(2400, 'ms'),
      factFigure(410 * 1024 * 1024, 'bytes'),
      factFigure(12, 'count'),
      factFigure(503, 'status'),
      factFigure(0.4321, 'ratio'),
      factFigure(0.0000004, 'ratio'),
    ];
    assert.deepEqual(shown, ['84 %', '2.4 s', '410 MiB', '12', 'status 503', '0.43', '< 0.001']);
  });

  it('are of one line, whatever a container says', () => {
    const line = factLine(
      'replicas-healthy',
      factOf('worker\n2', 'fail', { said: 'FATAL:\r\n\u202etoo many clients' }),
    );
    assert.equal(line, 'worker 2: FATAL: too many clients');
  });
});

describe('the evidence of a check', () => {
  const evidence = (kind: Check['kind'], facts: readonly Fact[], more: Partial<Check> = {}): string =>
    checkEvidence(
      checkOf(kind, facts.some(({ verdict }) => verdict === 'fail') ? 'fail' : 'pass', 'worker', { facts, ...more }),
    );

  it('counts what is as it should be, and names what is not', () => {
    const facts = [1, 2, 3, 4, 5].map((number) => factOf(`worker-${number}`, 'pass'));
    assert.equal(evidence('replicas-healthy', facts), '5 of 5 replicas healthy');
    const bad = facts.map((fact, index) =>
      index > 0 ? { ...fact, verdict: 'fail' as const, said: 'unhealthy' } : fact,
    );
    assert.equal(
      evidence('replicas-healthy', bad),
      '1 of 5 replicas healthy; worker-2: unhealthy, worker-3: unhealthy, worker-4: unhealthy and 1 more',
    );
    assert.equal(evidence('health-url', [factOf('http://a', 'pass', { value: 12, unit: 'ms' })]), 'http://a 12 ms');
  });

  it('has the figure that is nearest to its bound, and says whose are over it', () => {
    const facts = [percent('worker-1', 41), percent('worker-2', 55, { before: 80 }), percent('worker-3', 12)];
    assert.equal(evidence('cpu-per-replica', facts), 'at most 55 % (< 60 %, before 80 %), 3 replicas');
    const over = [...facts, percent('worker-4', 91), percent('worker-5', 61)];
    assert.equal(
      evidence('cpu-per-replica', over),
      'at most 91 % (≥ 60 %), 5 replicas; over it: worker-4 and worker-5',
    );
    assert.equal(evidence('cpu-per-replica', [percent('worker-1', 41)]), '41 % (< 60 %)');
  });

  it('has every figure of those that each say something of their own', () => {
    const facts = [
      factOf('average', 'pass', { value: 240, unit: 'ms', bound: 500, before: 2400 }),
      factOf('p95', 'fail', { value: 2100, unit: 'ms', bound: 2000 }),
    ];
    assert.equal(evidence('response-time', facts), 'average 240 ms (< 500 ms, before 2.4 s) and p95 2.1 s (≥ 2 s)');
  });

  it('has how often each replica was reached, and the p-value with its bound', () => {
    const facts = [21, 17, 22].map((value, index) => factOf(`web-${index + 1}`, 'pass', { value }));
    assert.equal(
      evidence('load-spread', facts, { pValue: 0.71 }),
      '60 requests, 17 to 22 a replica; p = 0.71 (≥ 0.005)',
    );
    const off = [...facts, factOf('web-4', 'fail', { value: 0 })];
    assert.equal(
      evidence('load-spread', off, { pValue: 1e-9 }),
      '60 requests, 0 to 22 a replica; uneven: web-4 0 requests; p < 0.001 (< 0.005)',
    );
    const bytes = [400_000, 500_000].map((value, index) => factOf(`w-${index}`, 'pass', { value, unit: 'bytes' }));
    assert.match(evidence('load-spread', bytes), /^\d+ KiB, 391 KiB to 488 KiB a replica$/);
  });

  it('says of counts what they are of, and of whole things the most there may be', () => {
    const count = (value: number, bound: number, more: Partial<Fact> = {}): Fact =>
      factOf('', value < bound ? 'pass' : 'fail', { value, bound, ...more });
    assert.equal(evidence('count-as-wanted', [count(5, 4, { before: 3 })]), '5 running (> 3, before 3)');
    assert.equal(evidence('connections-within', [count(62, 97)]), '62 open (≤ 96)');
    const none = factOf('', 'fail', { value: 0, bound: 1, boundIs: 'least' });
    assert.equal(evidence('replicas-healthy', [none]), '0 replicas (< 1)');
    const queue = [
      factOf('waiting', 'pass', { value: 12, bound: 200, before: 263 }),
      factOf('per minute', 'pass', { value: -8.4 }),
    ];
    assert.equal(evidence('queue-falling', queue), '12 waiting (≤ 199, before 263) and −8.4 a minute');
  });

  it('counts a log once, however much is in it', () => {
    const facts = [
      factOf('web-1', 'fail', { value: 3, said: 'TypeError: x is undefined' }),
      factOf('web-1', 'fail', { value: 1, said: 'ECONNRESET' }),
      factOf('web-2', 'pass', { value: 0 }),
    ];
    assert.equal(
      evidence('no-new-errors', facts),
      '1 of 2 logs without new errors; web-1 3 errors: TypeError: x is undefined and web-1 1 error: ECONNRESET',
    );
  });

  it('names the alerts that fire, whether they did before, and those that are resolved', () => {
    const asked = (value: number): readonly Fact[] => [
      factOf('prometheus', value > 0 ? 'fail' : 'pass', { value, bound: 1 }),
      factOf('grafana', 'pass', { value: 0, bound: 1 }),
    ];
    assert.equal(evidence('alerts', asked(0)), 'none fires, by Prometheus and Grafana');
    const resolved = factOf('QueueHigh', 'pass', { value: 0, before: 1 });
    assert.equal(
      evidence('alerts', [...asked(0), resolved]),
      'none fires, by Prometheus and Grafana; 1 alert resolved',
    );
    const old = factOf('DiskFull', 'pass', { value: 1, before: 1 });
    assert.equal(
      evidence('alerts', [...asked(1), old]),
      'no new alert fires; 1 that fired before still does: DiskFull',
    );
    const leftOut = factOf('prometheus', 'pass', { value: 0, said: '2 left out, as the runbook says' });
    assert.equal(factText('alerts', leftOut), 'Prometheus: none firing; 2 left out, as the runbook says');
    const firing = [
      factOf('BackendSlow', 'fail', { value: 1, before: 0, said: 'service=backend' }),
      factOf('DiskFull', 'fail', { value: 1, before: 1 }),
    ];
    assert.equal(evidence('alerts', [...asked(2), ...firing]), '2 fire: BackendSlow and DiskFull (as before)');
    assert.deepEqual(
      [...asked(2), ...firing, resolved].map((fact) => factText('alerts', fact)),
      [
        'Prometheus: 2 firing',
        'Grafana: none firing',
        'BackendSlow fires now: service=backend',
        'DiskFull still fires, as before',
        'QueueHigh is resolved',
      ],
    );
  });

  it('says why nothing could be told, and what was seen against it all the same', () => {
    const unknown = (problem: Check['problem'], facts: readonly Fact[] = []): string =>
      checkEvidence(checkOf('health-url', 'unknown', 'web', { problem, facts, timeoutMs: 30_000 }));
    assert.deepEqual(
      [
        unknown({ reason: 'timed-out' }),
        unknown({ reason: 'cancelled' }),
        unknown({ reason: 'untrusted' }),
        unknown({ reason: 'too-few', have: 12, needed: 60 }),
        unknown({ reason: 'unreachable', detail: 'it refuses the connection' }),
        unknown({ reason: 'unreachable', detail: '' }),
        unknown({ reason: 'not-told-how', key: 'verification.balancer' }),
        unknown(undefined),
      ],
      [
        'It took longer than 30 s and was ended.',
        'It was cancelled before it was made.',
        'This workspace is not trusted, so nothing was asked or run.',
        '12 seen, and at least 60 are needed to judge by.',
        'It could not be asked: it refuses the connection.',
        'It could not be asked: there was no answer.',
        'The runbook does not say how: verification.balancer.',
        'It could not be told.',
      ],
    );
    assert.match(
      unknown({ reason: 'timed-out' }, [factOf('http://a', 'fail', { value: 500, unit: 'status' })]),
      /Seen so far: .*status 500/,
    );
  });
});

describe('the words of every kind of check', () => {
  for (const kind of checkKinds) {
    it(`${kind}: a title that is so when it passes, evidence, and what to do when it fails`, () => {
      const failed = checkOf(kind, 'fail');
      assert.match(checkTitle(failed), /^[A-Z].*[^.!]$/);
      assert.ok(checkEvidence(failed).length > 5);
      const { text, actions } = adviceFor(failed);
      assert.match(text, /^[A-Z].*\.$/);
      assert.doesNotMatch(text, /!|Error:/);
      assert.ok(text.split(/[.:] /).length <= 3, text);
      assert.equal(actions[0], 'diagnose-service');
      assert.deepEqual(adviceFor(checkOf(kind, 'pass')), { text: '', actions: [] });
    });
  }

  it('call a flow by its own name, and a check of the whole stack by no service', () => {
    const flow = checkOf('flow', 'pass', 'web', { title: 'Upload a PDF' });
    assert.deepEqual([checkTitle(flow), checkSubject(flow)], ['Flow: Upload a PDF', 'web']);
    assert.equal(fullTitle(checkOf('alerts', 'pass', '')), 'No new alert fires');
    assert.equal(fullTitle(checkOf('alerts', 'pass', 'worker')), 'PDF Worker: No new alert fires');
  });
});
