import assert from 'node:assert/strict';
import fc from 'fast-check';
import { probeFigure, probeWindowMs, type ProbeResult } from '../../../../src/core/policy/probeFigures.js';
import type { ProbeFigure } from '../../../../src/core/runbook/metric.js';

const now = 10_000_000;
const result = (changes: Partial<ProbeResult> = {}): ProbeResult => ({
  at: now,
  status: 200,
  durationMs: 20,
  timedOut: false,
  problem: '',
  ...changes,
});
const late = result({ status: undefined, timedOut: true, durationMs: 12_000 });
const refused = result({ status: undefined, durationMs: 1 });
const times = (count: number, one: ProbeResult): readonly ProbeResult[] => Array<ProbeResult>(count).fill(one);
const took = (...ms: readonly number[]) => ms.map((durationMs) => result({ durationMs }));
const figures = [
  'p50',
  'p95',
  'p99',
  'errorRate',
  'serverErrors',
  'timeouts',
] as const satisfies readonly ProbeFigure[];
const valueOf = (figure: ProbeFigure, results: readonly ProbeResult[]) => probeFigure(figure, results, now).value;

describe('figures from probes', () => {
  it('are none before the fifth answer', () => {
    for (const figure of figures) {
      const four = probeFigure(figure, times(4, result()), now);
      assert.deepEqual([four.value, /still collecting: 4 of the 5/.test(four.problem)], [undefined, true]);
      assert.notEqual(valueOf(figure, times(5, result())), undefined);
    }
  });

  it('are of the last five minutes alone', () => {
    const at = (ms: number) => times(5, result({ at: ms, durationMs: 900 }));
    assert.equal(valueOf('p50', at(now - probeWindowMs)), undefined);
    assert.equal(valueOf('p50', at(now - probeWindowMs + 1)), 900);
    assert.equal(valueOf('p50', at(now + 1)), undefined, 'the clock was set back');
    assert.equal(valueOf('p99', [...at(now - probeWindowMs), ...took(1, 2, 3, 4, 5)]), 5);
  });

  it('have times that were measured, by nearest rank', () => {
    assert.deepEqual(
      ['p50', 'p95', 'p99'].map((figure) => valueOf(figure as ProbeFigure, took(50, 10, 40, 20, 30))),
      [30, 50, 50],
    );
    const hundred = took(...Array.from({ length: 100 }, (_, index) => 100 - index));
    assert.deepEqual(
      ['p50', 'p95', 'p99'].map((figure) => valueOf(figure as ProbeFigure, hundred)),
      [50, 95, 99],
    );
  });

  it('tell a service that is slow from one that is not there', () => {
    assert.equal(valueOf('p50', times(5, late)), 12_000);
    const none = probeFigure('p95', [...times(4, result()), refused, refused], now);
    assert.deepEqual([none.value, none.problem], [undefined, '2 of 6 questions got no answer']);
    assert.equal(valueOf('p95', [...took(10, 20, 30, 40, 50), refused]), 50);
  });

  it('count errors, errors of the server and lateness apart', () => {
    const mixed = [
      ...times(3, late),
      refused,
      ...times(2, result({ status: 500 })),
      result({ status: 503 }),
      result({ status: 404 }),
      ...times(2, result()),
    ];
    assert.deepEqual(
      (['errorRate', 'serverErrors', 'timeouts'] as const).map((figure) => valueOf(figure, mixed)),
      [70, 30, 30],
    );
    assert.equal(valueOf('errorRate', times(5, result({ status: 499 }))), 0);
    assert.equal(valueOf('serverErrors', times(5, refused)), undefined);
    const two = [late, result({ status: 500 }), ...times(4, result())];
    assert.deepEqual([valueOf('errorRate', two), valueOf('timeouts', two)], [0, 0], 'of so few, two are chance');
  });

  const probes = fc.array(
    fc.record({
      at: fc.integer({ min: now - 2 * probeWindowMs, max: now }),
      status: fc.option(fc.integer({ min: 200, max: 599 }), { nil: undefined }),
      durationMs: fc.double({ min: 0, max: 12_000, noNaN: true }),
      timedOut: fc.boolean(),
      problem: fc.constant(''),
    }),
    { maxLength: 60 },
  );

  it('are in order, between what was measured, and shares are shares, whatever the answers and their order', () => {
    fc.assert(
      fc.property(probes, (results) => {
        const [p50, p95, p99, ...shares] = figures.map((figure) => valueOf(figure, results));
        if (p50 !== undefined && p95 !== undefined && p99 !== undefined) {
          assert.ok(p50 <= p95 && p95 <= p99);
          for (const one of [p50, p95, p99]) assert.ok(results.some(({ durationMs }) => durationMs === one));
        }
        for (const share of shares) assert.ok(share === undefined || (share >= 0 && share <= 100));
        const [errors, server] = shares;
        assert.ok(errors === undefined || server === undefined || errors >= server);
        assert.deepEqual(
          figures.map((figure) => valueOf(figure, [...results].reverse())),
          [p50, p95, p99, ...shares],
        );
      }),
    );
  });

  it('never get better by a slower answer', () => {
    fc.assert(
      fc.property(probes, fc.nat(), fc.double({ min: 0, max: 9e5, noNaN: true }), (results, pick, moreMs) => {
        const slower = results.map((one, index) =>
          index === pick % results.length ? { ...one, durationMs: one.durationMs + moreMs } : one,
        );
        for (const figure of ['p50', 'p95', 'p99'] as const)
          assert.ok((valueOf(figure, slower) ?? 0) >= (valueOf(figure, results) ?? 0));
      }),
    );
  });
});
