import assert from 'node:assert/strict';
import type { MetricSource } from '../../../../src/core/runbook/metric.js';
import { containerRecord } from '../../support/containerRecord.js';
import { figureWorld, json, metric, nothing, number } from '../support/figureWorld.js';

const everyMs = 15_000;
const url = 'http://shop/stats';
const share = (path = 'errors', of = 'requests', scale = 1): MetricSource => ({ from: 'json', url, path, of, scale });

/** A feed over a service that counts its requests, and those of them that failed. */
async function counting(...sources: readonly MetricSource[]) {
  const made = await figureWorld(metric('errorRate', ['web'], ...(sources.length === 0 ? [share()] : sources)));
  const counters: Record<string, number> = { requests: 10_000, errors: 7 };
  made.sources.onJson = (_url, path) => {
    const value = counters[path];
    return value === undefined ? nothing('no-figure', `the answer has no ${path}`) : number(value);
  };
  const count = (requests: number, errors: number): void => {
    counters['requests'] = (counters['requests'] ?? 0) + requests;
    counters['errors'] = (counters['errors'] ?? 0) + errors;
  };
  /** So many readings, each after so many requests. */
  const go = async (steps: number, requests: number, errors: number): Promise<void> => {
    for (let step = 0; step < steps; step += 1) {
      count(requests, errors);
      await made.clock.advance(everyMs);
    }
  };
  /** Reads for the first time, which nothing can be told from yet. */
  const begin = async () => {
    const lease = made.feed.demand.acquire();
    await made.clock.advance(0);
    return lease;
  };
  const percent = (): number | undefined => made.figure('errorRate')?.value;
  const problem = (): string => made.figure('errorRate')?.problem ?? '';
  return { ...made, counters, count, go, begin, percent, problem };
}

describe('the share of one JSON counter within another', () => {
  for (const resets of [true, false])
    it(`V15: is 2.44 % over ten minutes while it is 10 % over the last one${resets ? ', through a reset' : ''}`, async () => {
      const { begin, go, counters, percent } = await counting();
      await begin();
      await go(50, 60, 0);
      await go(4, 60, 6);
      if (resets) Object.assign(counters, { requests: 0, errors: 0 });
      await go(6, 60, 6);
      assert.equal(percent()?.toFixed(2), '2.44');
      // Until nothing is left of the minutes before.
      await go(36, 60, 6);
      assert.equal(percent()?.toFixed(1), '10.0');
      await go(1, 60, 0);
      assert.equal(percent()?.toFixed(2), '8.00', 'one of the five steps of the last minute is good');
    });

  it('needs two readings, and tells what it has', async () => {
    const { begin, go, figure, percent, problem, clock, sources } = await counting();
    await begin();
    assert.equal(percent(), undefined);
    assert.match(problem(), /requests grew by less than 50 in the last minute/);
    await go(1, 100, 3);
    const { value, complete, source, at } = figure('errorRate') ?? {};
    assert.deepEqual([value, complete, source, at, problem()], [3, true, url, clock.now(), '']);
    assert.deepEqual(sources.asked, [`json ${url} errors requests`, `json ${url} errors requests`]);
  });

  it('has no figure while fewer than 50 came within a minute', async () => {
    const { begin, go, percent, problem } = await counting();
    await begin();
    await go(4, 60, 6);
    assert.equal(percent(), 10);
    // The minute counts both its ends: five steps.
    await go(5, 9, 9);
    assert.equal(percent(), undefined);
    assert.match(problem(), /too few/);
    await go(5, 10, 0);
    assert.equal(percent(), 0);
    await go(5, 0, 0);
    assert.equal(percent(), undefined, 'no traffic is not a share of zero');
  });

  it('takes a counter that went back for one that began anew, and never for less than nothing', async () => {
    const { begin, go, counters, percent } = await counting();
    await begin();
    await go(5, 100, 1);
    Object.assign(counters, { requests: 0, errors: 0 });
    await go(1, 100, 1);
    assert.equal(percent(), 1);
    // The same number of requests as before the restart, and fewer errors.
    Object.assign(counters, { requests: 100, errors: 0 });
    await go(1, 0, 0);
    assert.ok((percent() ?? -1) > 0 && (percent() ?? 2) < 1);
  });

  it('says which path is missing, and takes no figure from the other', async () => {
    const cases = [
      [share('failed', 'requests'), /the answer has no failed/],
      [share('errors', 'total'), /the answer has no total/],
      [share('failed', 'total'), /the answer has no failed/],
    ] as const;
    for (const [source, words] of cases) {
      const { begin, go, percent, problem } = await counting(source);
      await begin();
      await go(3, 100, 1);
      assert.equal(percent(), undefined);
      assert.match(problem(), words);
    }
  });

  it('asks the next source where it has no figure, and goes on counting meanwhile', async () => {
    const { begin, go, counters, figure, percent } = await counting(share(), json('rate', 'http://elsewhere/rate'));
    counters['rate'] = 42;
    await begin();
    assert.deepEqual([percent(), figure('errorRate')?.source], [42, 'http://elsewhere/rate']);
    await go(1, 100, 5);
    assert.deepEqual([percent(), figure('errorRate')?.source], [5, url]);
  });

  it('is read once for all that ask for it, and stays apart from other pairs of the same address', async () => {
    const { world, sources, clock, feed, figure } = await figureWorld(
      metric('a', 'all', share('errors', 'requests')),
      metric('b', ['web'], share('late', 'requests')),
      metric('c', ['web'], share('errors', 'requests', 10)),
    );
    let step = 0;
    const perStep: Readonly<Record<string, number>> = { requests: 100, errors: 2, late: 30 };
    sources.onJson = (_url, path) => number(step * (perStep[path] ?? 0));
    feed.demand.acquire();
    for (; step < 4; step += 1) await clock.advance(step === 0 ? 0 : everyMs);
    assert.deepEqual(
      [figure('a')?.value, figure('a', 'db')?.value, figure('b')?.value, figure('c')?.value],
      [2, 2, 30, 20],
    );
    assert.equal(sources.asked.length, 4);
    assert.equal(world.store.state.figures.size, 4);
  });

  it('does not take what came while nobody looked for what comes now', async () => {
    const { begin, go, count, feed, clock, percent } = await counting();
    const lease = await begin();
    await go(4, 100, 1);
    assert.equal(percent(), 1);
    lease.dispose();
    count(50_000, 40_000);
    await clock.advance(120_000);
    feed.demand.acquire();
    await clock.advance(0);
    assert.equal(percent(), undefined);
    await go(1, 100, 2);
    assert.equal(percent()?.toFixed(2), '1.20', 'of 500 requests that were seen');
  });

  it('does not take a clock that was set back for a restart, nor one that was set ahead for a minute', async () => {
    const { begin, go, count, clock, percent } = await counting();
    const now = clock.now.bind(clock);
    let setMs = 0;
    clock.now = () => now() + setMs;
    await begin();
    await go(4, 100, 1);
    setMs = -3600_000;
    await go(1, 100, 1);
    assert.equal(percent(), 1);
    // A sleep, in which the monotonic clock stood still.
    setMs += 2 * 3600_000;
    count(90_000, 90_000);
    await go(1, 0, 0);
    assert.equal(percent(), undefined);
  });

  it('begins anew at another engine', async () => {
    const { begin, go, world, clock, percent, problem } = await counting();
    world.add('there', containerRecord('web', 1));
    await begin();
    await go(3, 100, 1);
    assert.equal(percent(), 1);
    await world.choice.pin('there');
    await clock.advance(0);
    assert.equal(percent(), undefined);
    assert.match(problem(), /too few/);
  });

  it('bridges one answer that did not come, and not two', async () => {
    for (const [missed, expected] of [
      [1, 1],
      [2, undefined],
    ] as const) {
      const { begin, go, sources, percent } = await counting();
      await begin();
      const answer = sources.onJson;
      sources.onJson = () => nothing('unreachable');
      await go(missed, 100, 1);
      assert.equal(percent(), undefined);
      sources.onJson = answer;
      await go(1, 100, 1);
      assert.equal(percent(), expected);
    }
  });
});
