import assert from 'node:assert/strict';
import fc from 'fast-check';
import { capacityPerSecond, stepApi } from '../../../src/demo/load/apiReplica.js';
import { erlangC, waitOf } from '../../../src/demo/load/erlangC.js';
import { JobQueue } from '../../../src/demo/load/jobQueue.js';
import { Random } from '../../../src/demo/load/random.js';
import { givenUp, meanOf, percentileMs, responsesOf, slowerThan } from '../../../src/demo/load/responseTime.js';

const near = (found: number, expected: number, share: number): void =>
  assert.ok(Math.abs(found - expected) <= Math.abs(expected) * share, `${found} is not near ${expected}`);

describe('the chance to wait', () => {
  it('is that of the tables of Erlang', () => {
    near(erlangC(1, 0.7), 0.7, 1e-9);
    near(erlangC(2, 1), 1 / 3, 1e-9);
    near(erlangC(10, 8), 0.409_18, 1e-4);
    assert.deepEqual([erlangC(3, 0), erlangC(3, 3), erlangC(3, 9)], [0, 1, 1]);
  });

  it('grows with the load, and falls with the servers', () => {
    const load = fc.double({ min: 0.01, max: 0.98, noNaN: true });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), load, load, (servers, a, b) => {
        const [low, high] = [Math.min(a, b) * servers, Math.max(a, b) * servers];
        assert.ok(erlangC(servers, low) <= erlangC(servers, high) + 1e-12);
        assert.ok(erlangC(servers + 1, low) <= erlangC(servers, low) + 1e-12);
      }),
    );
  });
});

describe('percentiles of the answers', () => {
  const always = (meanMs: number) => ({ chance: 1, meanMs });

  it('of one core are those of the textbook: exponential at the rate that is left', () => {
    const responses = responsesOf(1000, 0, [waitOf(1, 30, 50), always(20)], 15_000);
    for (const share of [0.5, 0.95, 0.99]) {
      const expected = (-Math.log(1 - share) / (50 - 30)) * 1000;
      near(percentileMs([responses], share) ?? 0, expected, 1e-3);
    }
  });

  it('of stages one after the other are those of chance itself, whichever of them concern whom', () => {
    const random = new Random(11);
    for (const stages of [
      [always(20), always(100)],
      [{ chance: 0.3, meanMs: 400 }, always(20), always(100)],
      [{ chance: 0.9, meanMs: 15 }, { chance: 0.5, meanMs: 250 }, always(100)],
      [always(100), always(100.001)],
    ]) {
      const times = Array.from({ length: 40_000 }, () =>
        stages.reduce((sum, { chance, meanMs }) => sum + (random.next() < chance ? random.exponential(meanMs) : 0), 50),
      ).sort((a, b) => a - b);
      const responses = responsesOf(1, 50, stages, Infinity);
      for (const share of [0.5, 0.9, 0.95, 0.99])
        near(percentileMs([responses], share) ?? 0, times[Math.floor(share * times.length)] ?? 0, 0.03);
      near(meanOf(stages) + 50, times.reduce((sum, ms) => sum + ms, 0) / times.length, 0.02);
    }
  });

  it('count what all wait for, and mix the replicas by what they answered', () => {
    const stages = [always(20), always(100)];
    const [fast, slow] = [responsesOf(900, 0, stages, 15_000), responsesOf(100, 5000, stages, 15_000)];
    assert.equal(slowerThan(4999, slow), 1);
    assert.ok((percentileMs([fast, slow], 0.5) ?? 0) < 200);
    assert.ok((percentileMs([fast, slow], 0.95) ?? 0) > 5000);
    assert.equal(percentileMs([], 0.5), undefined);
  });

  it('end where nobody waits any more', () => {
    const late = responsesOf(1, 14_000, [always(1000)], 15_000);
    near(givenUp(late), Math.exp(-1), 1e-9);
    assert.equal(slowerThan(15_000, late), 0);
    near(percentileMs([late], 0.99) ?? 0, 15_000, 1e-3);
  });
});

describe('a replica with more to do than it can', () => {
  const shape = { cores: 2, cpuMs: 20, otherMs: 100, timeoutMs: 15_000 };

  it('loses none: what comes is served, waits, or is given up', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 0, max: 400 }), (backlog, arrived) => {
        const step = stepApi(shape, backlog, arrived, 1);
        near(step.served + step.backlog + step.timedOut, backlog + arrived, 1e-9);
        assert.ok(step.utilisation >= 0 && step.utilisation <= 1);
        assert.ok(step.backlog <= (capacityPerSecond(shape) * shape.timeoutMs) / 1000);
      }),
    );
  });

  it('makes all wait longer and longer, and then gives up the rest', () => {
    let [backlog, timedOut] = [0, 0];
    for (let second = 0; second < 60; second++) ({ backlog, timedOut } = stepApi(shape, backlog, 150, 1));
    // Fifteen seconds without five mean times of an answer.
    assert.deepEqual([backlog, timedOut], [1440, 50]);
  });
});

describe('the queue', () => {
  /** Runs it for so many hours in steps of a second. */
  function run(workers: number, jobsPerMinute: number, hours: number) {
    const random = new Random(3);
    const queue = new JobQueue(random, 18_000);
    const names = Array.from({ length: workers }, (_, index) => `worker ${index}`);
    let [active, waits, samples] = [0, 0, 0];
    for (let second = 1; second <= hours * 3600; second++) {
      queue.add(random.poisson(jobsPerMinute / 60), second * 1000);
      queue.step(names, second * 1000);
      active += queue.activeCount;
      if (second % 300 === 0) {
        waits += queue.averages()?.waitMs ?? 0;
        samples += 1;
      }
    }
    return { queue, active: active / (hours * 3600), waitMs: waits / samples };
  }

  it('keeps as many workers busy as the work needs (Little), and lets wait as theory says', () => {
    const [workers, jobsPerMinute] = [4, 10.5];
    const { active, waitMs } = run(workers, jobsPerMinute, 60);
    const offered = (jobsPerMinute / 60) * 18;
    near(active, offered, 0.05);
    // Allen and Cunneen: the wait of M/M/c, by half of the unevenness of arrivals and of the work, which is a sixth here.
    const perWorker = 60 / 18;
    const expected = (erlangC(workers, offered) / (workers * perWorker - jobsPerMinute)) * 60_000 * ((1 + 1 / 6) / 2);
    near(waitMs, expected, 0.25);
  });

  it('grows by what is too much, and gives a job back when its worker goes', () => {
    const { queue } = run(3, 16, 2);
    near(queue.waiting, (16 - 10) * 120, 0.15);
    const before = queue.waiting;
    queue.step([], 7_300_000);
    assert.equal(queue.waiting, before + 3);
    assert.equal(queue.activeCount, 0);
  });
});
