import assert from 'node:assert/strict';
import { judgeTrafficSpread } from '../../../../../src/core/verification/spread/trafficSpread.js';
import { atRandom, inTurn, seeded, starving, type Balancing } from '../support/balancers.js';

const requestBytes = 1500;

/** Counters of replicas that have been served so, over health checks that take up a little more or less each time. */
function counters(counts: readonly number[], random: () => number, checkBytes = 3000) {
  const noise = (): number => checkBytes * (0.8 + random() * 0.4);
  return {
    replicas: counts.map((count, index) => ({
      name: `web-${index + 1}`,
      quietBytes: noise(),
      busyBytes: noise() + count * requestBytes * (0.95 + random() * 0.1),
    })),
    quietMs: 5000,
    busyMs: 5000,
    requests: counts.reduce((sum, count) => sum + count, 0),
  };
}

function failures(balancing: Balancing, count: number, requests: number, runs: number): number {
  const random = seeded(11);
  let failed = 0;
  for (let run = 0; run < runs; run++) {
    if (judgeTrafficSpread(counters(balancing(count, requests, random), random)).verdict === 'fail') failed++;
  }
  return failed;
}

describe('judgeTrafficSpread', () => {
  it('accepts fair balancing over 10 replicas in 200 requests at least 99 times in 100', () => {
    const failed = failures(atRandom, 10, 200, 5000);
    assert.ok(failed < 50, `${failed} of 5000`);
    assert.equal(failures(inTurn, 10, 200, 500), 0);
  });

  it('catches one replica that gets nothing every time, by its name', () => {
    assert.equal(failures(starving(atRandom), 10, 200, 2000), 2000);
    assert.equal(failures(starving(inTurn), 3, 60, 500), 500);
    const finding = judgeTrafficSpread(counters([0, 30, 30], seeded(3)));
    assert.deepEqual(
      finding.facts.map(({ of, verdict }) => [of, verdict]),
      [
        ['web-1', 'fail'],
        ['web-2', 'pass'],
        ['web-3', 'pass'],
      ],
    );
  });

  it('takes off what moved without requests, by the length of each time', () => {
    const replicas = [
      { name: 'a', quietBytes: 10_000, busyBytes: 20_000 + 60_000 },
      // Busier with other things, and served alike.
      { name: 'b', quietBytes: 20_000, busyBytes: 40_000 + 60_000 },
    ];
    const finding = judgeTrafficSpread({ replicas, quietMs: 5000, busyMs: 10_000, requests: 40 });
    assert.equal(finding.verdict, 'pass');
    assert.deepEqual(
      finding.facts.map(({ value }) => value),
      [60_000, 60_000],
    );
  });

  it('cannot tell by too little traffic, in too much noise, without a counter or by one replica', () => {
    const even = { quietMs: 5000, busyMs: 5000, requests: 100 };
    const replica = (quietBytes: number | undefined, busyBytes: number | undefined) => ({
      name: 'web',
      quietBytes,
      busyBytes,
    });
    for (const [replicas, times] of [
      [[replica(0, 90_000), replica(0, 90_000)], { ...even, requests: 5 }],
      [[replica(0, 900), replica(0, 900)], even],
      [[replica(500_000, 550_000), replica(500_000, 510_000)], even],
      [[replica(0, undefined), replica(0, 90_000)], even],
      [[replica(undefined, 90_000), replica(0, 90_000)], even],
      [[replica(-5, 90_000), replica(0, 90_000)], even],
      [[replica(0, 90_000), replica(0, 90_000)], { ...even, quietMs: 0 }],
      [[replica(0, 90_000)], even],
      [[], even],
    ] as const) {
      const finding = judgeTrafficSpread({ replicas, ...times });
      assert.equal(finding.verdict, 'unknown', JSON.stringify(replicas));
      assert.equal(finding.problem?.reason, 'too-few');
    }
  });

  it('fails for what is far off, and tolerates what answers of different sizes make', () => {
    const spread = (bytes: readonly number[]) =>
      judgeTrafficSpread({
        replicas: bytes.map((busyBytes, index) => ({ name: `web-${index}`, quietBytes: 0, busyBytes })),
        quietMs: 5000,
        busyMs: 5000,
        requests: 2000,
      });
    assert.equal(spread([1_000_000, 1_000_000, 1_300_000]).verdict, 'pass');
    const uneven = spread([2_000_000, 1_000_000, 1_000_000]);
    assert.equal(uneven.verdict, 'fail');
    assert.equal(uneven.facts[0]?.verdict, 'fail');
    assert.ok((uneven.pValue ?? 1) < 0.005);
  });
});
