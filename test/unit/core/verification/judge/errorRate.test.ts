import assert from 'node:assert/strict';
import { judgeErrorRate } from '../../../../../src/core/verification/judge/errorRate.js';
import { signalOf } from '../../../support/signals.js';

const of = (signal: ReturnType<typeof signalOf>, before?: number) => ({ signal, before });

describe('judgeErrorRate', () => {
  it('passes where every rule on errors is normal, whatever other rules say', () => {
    const cpu = signalOf('cpu-sustained', 99, { level: 'critical' });
    const finding = judgeErrorRate([of(signalOf('error-rate', 0.2), 4), of(signalOf('server-errors', 0)), of(cpu)]);
    assert.equal(finding.verdict, 'pass');
    assert.deepEqual(
      finding.facts.map((fact) => [fact.of, fact.value, fact.bound, fact.unit, fact.before]),
      [
        ['Error rate', 0.2, 1, 'percent', 4],
        ['5xx errors', 0, 0.5, 'percent', undefined],
      ],
    );
  });

  it('fails for a warning as for more', () => {
    for (const level of ['warning', 'critical'] as const) {
      const finding = judgeErrorRate([of(signalOf('error-rate', 3, { level })), of(signalOf('timeouts', undefined))]);
      assert.equal(finding.verdict, 'fail');
    }
  });

  it('cannot tell by rules that know nothing, or whose reading is old', () => {
    const unread = judgeErrorRate([of(signalOf('error-rate', undefined, { problem: 'no answer' }))]);
    assert.deepEqual([unread.verdict, unread.problem], ['unknown', { reason: 'unreachable', detail: 'no answer' }]);
    assert.equal(judgeErrorRate([of(signalOf('error-rate', 0, { evidence: 'stale' }))]).verdict, 'unknown');
    assert.equal(judgeErrorRate([]).verdict, 'unknown');
    assert.equal(judgeErrorRate([of(signalOf('cpu-sustained', 5))]).verdict, 'unknown');
  });
});
