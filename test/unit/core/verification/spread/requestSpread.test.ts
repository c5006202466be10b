import assert from 'node:assert/strict';
import { smallestSample, evennessP } from '../../../../../src/core/verification/spread/evenness.js';
import { requestsNeeded } from '../../../../../src/core/verification/spread/sampleSize.js';
import { judgeRequestSpread } from '../../../../../src/core/verification/spread/requestSpread.js';
import type { SpreadReplica } from '../../../../../src/core/verification/spread/spreadReplica.js';
import { atRandom, inTurn, leastBusy, seeded, starving, weighted, type Balancing } from '../support/balancers.js';

const replicas = (count: number, isReady = true): readonly SpreadReplica[] =>
  Array.from({ length: count }, (_, index) => ({
    name: `shop-web-${index + 1}`,
    containerId: `${index + 1}`.padStart(4, '0').repeat(16),
    isReady,
  }));

/** Answers that tell the beginning of the container's id, as its host name is, in any order. */
const answers = (counts: readonly number[]): readonly string[] =>
  counts.flatMap((count, index) => new Array<string>(count).fill(`${index + 1}`.padStart(4, '0').repeat(3)));

const judgeCounts = (counts: readonly number[]) =>
  judgeRequestSpread({ replicas: replicas(counts.length), servedBy: answers(counts) });

/** In how many of a thousand runs the judgement is a failure. */
function failuresIn1000(balancing: Balancing, count: number, requests: number, runs: number): number {
  const random = seeded(20_261_126);
  let failures = 0;
  for (let run = 0; run < runs; run++) {
    if (judgeCounts(balancing(count, requests, random)).verdict === 'fail') failures++;
  }
  return (failures / runs) * 1000;
}

describe('the test of evenness, measured', function () {
  this.timeout(30_000);

  it('accepts random balancing over 10 replicas in 200 requests at least 99 times in 100', () => {
    const failures = failuresIn1000(atRandom, 10, 200, 10_000);
    assert.ok(failures < 10, `${failures} in 1000`);
    // A test that never fails anything would be none: its level is five in a thousand.
    assert.ok(failures > 2, `${failures} in 1000`);
  });

  it('accepts round robin and least connections every time', () => {
    assert.equal(failuresIn1000(inTurn, 10, 200, 500), 0);
    assert.equal(failuresIn1000(inTurn, 10, 207, 500), 0);
    assert.equal(failuresIn1000(leastBusy, 10, 200, 300), 0);
  });

  it('catches one replica that gets nothing every time, with its name, however the others are served', () => {
    const random = seeded(7);
    for (const [balancing, runs] of [
      [atRandom, 4000],
      [inTurn, 500],
      [leastBusy, 200],
    ] as const) {
      for (let run = 0; run < runs; run++) {
        const finding = judgeCounts(starving(balancing)(10, 200, random));
        assert.equal(finding.verdict, 'fail');
        assert.equal(finding.facts[0]?.verdict, 'fail');
        assert.equal(finding.facts[0]?.of, 'shop-web-1');
        assert.equal(finding.facts[0]?.value, 0);
      }
    }
  });

  it('does so for any number of replicas in the smallest sample, and accepts fair balancing there', () => {
    for (const count of [2, 3, 5, 10, 20, 50]) {
      const requests = smallestSample(count);
      assert.equal(failuresIn1000(starving(inTurn), count, requests, 50), 1000, `${count} replicas`);
      assert.equal(failuresIn1000(starving(atRandom), count, requests, 100), 1000, `${count} replicas`);
      const failures = failuresIn1000(atRandom, count, requests, 1000);
      assert.ok(failures <= 15, `${count} replicas: ${failures} in 1000`);
    }
  });

  it('catches a replica at half weight the surer the larger the sample is', () => {
    const few = failuresIn1000(weighted(0.5), 10, 200, 500);
    const more = failuresIn1000(weighted(0.5), 10, 600, 300);
    const many = failuresIn1000(weighted(0.5), 10, 1200, 300);
    assert.ok(few < more && more < many && many > 900, `${few}, ${more}, ${many} in 1000`);
  });
});

describe('smallestSample', () => {
  it('has five for each replica, and leaves none out by chance', () => {
    for (let count = 2; count <= 60; count++) {
      const requests = smallestSample(count);
      assert.ok(requests >= 5 * count);
      assert.ok(count * (1 - 1 / count) ** requests <= 0.001);
      const isSmallest = requests === 5 * count || count * (1 - 1 / count) ** (requests - 1) > 0.001;
      assert.ok(isSmallest, `${count}`);
    }
  });

  it('is within what is sent', () => {
    assert.equal(requestsNeeded(10, 20), 200);
    assert.ok(requestsNeeded(10, 1) * 0.95 >= smallestSample(10) - 1);
    assert.ok(smallestSample(10) <= 100);
  });
});

describe('judgeRequestSpread', () => {
  it('tells each replica with its count, and the p-value', () => {
    const finding = judgeCounts([20, 21, 19]);
    assert.equal(finding.verdict, 'pass');
    assert.equal(finding.pValue, evennessP([20, 21, 19]));
    assert.deepEqual(
      finding.facts.map(({ of, value, verdict }) => [of, value, verdict]),
      [
        ['shop-web-1', 20, 'pass'],
        ['shop-web-2', 21, 'pass'],
        ['shop-web-3', 19, 'pass'],
      ],
    );
  });

  it('names the replicas that an uneven spread shows in', () => {
    const finding = judgeCounts([60, 20, 20, 20]);
    assert.deepEqual(
      finding.facts.map(({ verdict }) => verdict),
      ['fail', 'pass', 'pass', 'pass'],
    );
    assert.ok(finding.pValue !== undefined && finding.pValue < 1e-6);
  });

  it('judges nothing by too few answers, and nothing by one replica', () => {
    const few = judgeCounts([5, 0]);
    assert.equal(few.verdict, 'unknown');
    assert.deepEqual(few.problem, { reason: 'too-few', have: 5, needed: smallestSample(2) });
    assert.equal(judgeCounts([100]).verdict, 'unknown');
    assert.equal(judgeCounts([]).verdict, 'unknown');
    assert.equal(judgeRequestSpread({ replicas: replicas(3), servedBy: [] }).verdict, 'unknown');
  });

  it('takes the name of a replica for it as well as the beginning of its id', () => {
    const servedBy = Array.from({ length: 40 }, (_, index) => ` shop-web-${(index % 2) + 1} `);
    assert.equal(judgeRequestSpread({ replicas: replicas(2), servedBy }).verdict, 'pass');
  });

  it('does not pass where more than a twentieth of the answers told nothing', () => {
    const untold = (count: number): readonly undefined[] => new Array<undefined>(count).fill(undefined);
    const spread = (hidden: number) =>
      judgeRequestSpread({ replicas: replicas(2), servedBy: [...answers([50, 50]), ...untold(hidden)] });
    assert.equal(spread(5).verdict, 'pass');
    const finding = spread(6);
    assert.equal(finding.verdict, 'unknown');
    assert.deepEqual(finding.problem, { reason: 'too-few', have: 100, needed: 101 });
    // What is seen to be wrong stays wrong.
    const starved = judgeRequestSpread({ replicas: replicas(2), servedBy: [...answers([50, 0]), ...untold(50)] });
    assert.equal(starved.verdict, 'fail');
  });

  it('leaves out what replicas answered that are not ready', () => {
    const [one, two, three] = replicas(3);
    assert.ok(one && two && three);
    const finding = judgeRequestSpread({
      replicas: [one, two, { ...three, isReady: false }],
      servedBy: answers([30, 30, 10]),
    });
    assert.equal(finding.verdict, 'pass');
    assert.equal(finding.facts.length, 2);
  });

  it('fails for answers of something that is none of the replicas', () => {
    const finding = judgeRequestSpread({
      replicas: replicas(2),
      servedBy: [...answers([30, 30]), 'old-container\n\u001b[2J', 'old-container\n\u001b[2J'],
    });
    assert.equal(finding.verdict, 'fail');
    const stranger = finding.facts.at(-1);
    assert.equal(stranger?.of, 'old-container [2J');
    assert.equal(stranger.value, 2);
  });

  it('takes words that are no container ids for replicas, where there are several', () => {
    const words = (each: readonly string[], times: number): readonly string[] =>
      each.flatMap((word) => new Array<string>(times).fill(word));
    const judge = (servedBy: readonly string[]) => judgeRequestSpread({ replicas: replicas(3), servedBy });
    assert.equal(judge(words(['a', 'b', 'c'], 20)).verdict, 'pass');
    const starved = judge(words(['a', 'b'], 30));
    assert.equal(starved.verdict, 'fail');
    assert.deepEqual(
      starved.facts.map(({ of, value }) => [of, value]),
      [
        ['a', 30],
        ['b', 30],
        ['', 0],
      ],
    );
    // The same word of all, or another in each answer, tells no replicas apart.
    for (const servedBy of [words(['web'], 60), Array.from({ length: 60 }, (_, index) => `request ${index}`)]) {
      const finding = judge(servedBy);
      assert.equal(finding.verdict, 'unknown');
      assert.deepEqual(finding.problem, { reason: 'not-told-how', key: 'servedBy' });
    }
  });
});
