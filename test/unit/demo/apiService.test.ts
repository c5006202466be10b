import assert from 'node:assert/strict';
import type { Container } from '../../../src/demo/containers/container.js';
import { Random } from '../../../src/demo/load/random.js';
import { ApiService, type Others } from '../../../src/demo/stack/apiService.js';

const near = (found: number, expected: number, share: number, what: string): void =>
  assert.ok(Math.abs(found - expected) <= Math.abs(expected) * share, `${what}: ${found} is not near ${expected}`);

const replicas = (count: number): readonly Container[] =>
  Array.from({ length: count }, (_, index) => ({ id: `replica ${index}` }) as Container);

const factorial = (n: number): number => (n <= 1 ? 1 : n * factorial(n - 1));

/** Erlang's formula as it stands in the books, with its factorials and its sum. */
function chanceToWait(servers: number, offered: number): number {
  const full = (offered ** servers / factorial(servers)) * (servers / (servers - offered));
  const others = Array.from({ length: servers }, (_, n) => offered ** n / factorial(n));
  return full / (others.reduce((sum, part) => sum + part, 0) + full);
}

/** The share of the answers of M/M/c that take longer than `ms`: the closed formula. */
function slower(ms: number, servers: number, arrivals: number, perServer: number): number {
  const offered = arrivals / perServer;
  const spare = servers - 1 - offered;
  const [t, wait] = [ms / 1000, chanceToWait(servers, offered)];
  return Math.exp(-perServer * t) * (1 + (wait * (1 - Math.exp(-perServer * t * spare))) / spare);
}

const nothingElse: readonly Others[] = [{ share: 1, failing: 0, fixedMs: 0, stages: [] }];

/** Lets a service run for so many minutes; what is seen of it is from after the first ten. */
function run(cores: number, cpuMs: number, count: number, requests: number, minutes: number, stickyShare = 0) {
  const service = new ApiService({ cores, cpuMs, otherMs: 0, timeoutMs: 15_000 }, new Random(5));
  const serving = replicas(count);
  let [busy, looks] = [0, 0];
  const seen: { p50: number; p95: number; p99: number; meanMs: number }[] = [];
  for (let second = 1; second <= minutes * 60; second++) {
    service.step(serving, { requests, stickyShare, others: () => nothingElse }, 1, second * 1000);
    if (second <= 600) continue;
    busy += service.utilisationOf('replica 0');
    looks += 1;
    if (second % 60 > 0) continue;
    const percentile = (share: number): number => service.window.percentileMs(share) ?? Number.NaN;
    const meanMs = service.answers.reduce((sum, answer) => sum + answer.share * (answer.fixedMs + answer.meanMs), 0);
    seen.push({ p50: percentile(0.5), p95: percentile(0.95), p99: percentile(0.99), meanMs });
  }
  const mean = (of: keyof (typeof seen)[number]): number => seen.reduce((sum, one) => sum + one[of], 0) / seen.length;
  return {
    service,
    busy: busy / looks,
    p50: mean('p50'),
    p95: mean('p95'),
    p99: mean('p99'),
    meanMs: mean('meanMs'),
  };
}

describe('a service as it is put together, against the closed formulas', () => {
  const perServer = 50;
  const cases = [1, 2, 4].flatMap((cores) =>
    [0.25, 0.7, 0.9, 0.95, 0.97].flatMap((busy) => [1, 3].map((count) => ({ cores, busy, count }))),
  );

  for (const { cores, busy, count } of cases)
    it(`is M/M/${cores} on each of ${count} at ${busy * 100} %`, () => {
      const arrivals = busy * cores * perServer;
      const found = run(cores, 1000 / perServer, count, arrivals * count, 60);
      near(found.busy, busy, 0.01, 'utilisation');
      const wait = chanceToWait(cores, arrivals / perServer);
      near(found.meanMs, 1000 * (1 / perServer + wait / (cores * perServer - arrivals)), 0.01, 'mean time');
      for (const [share, ms] of [
        [0.5, found.p50],
        [0.05, found.p95],
        [0.01, found.p99],
      ] as const)
        near(slower(ms, cores, arrivals, perServer), share, 0.02, `share beyond ${ms} ms`);
      assert.ok((found.service.window.share('errors') ?? 1) < 1e-6);
    });

  it('adds what it needs besides: two stages are not one of their sum', () => {
    const service = new ApiService({ cores: 2, cpuMs: 20, otherMs: 100, timeoutMs: 15_000 }, new Random(5));
    const others = [{ share: 1, failing: 0, fixedMs: 0, stages: [{ chance: 1, meanMs: 100 }] }];
    for (let second = 1; second <= 900; second++)
      service.step(replicas(1), { requests: 25, stickyShare: 0, others: () => others }, 1, second * 1000);
    // Exp(20) and then Exp(100) at a quarter of the load, where hardly anybody waits.
    near(service.window.percentileMs(0.95) ?? 0, 324, 0.02, 'p95');
  });

  it('falls behind by what is too much, gives up what cannot be served in time, and lets nobody wait for longer', () => {
    const { service } = run(2, 20, 1, 120, 60);
    near(service.window.share('timedOut') ?? 0, 100 * (20 / 120), 0.05, 'given up');
    assert.ok((service.window.percentileMs(0.99) ?? Infinity) <= 15_000);
    assert.ok((service.window.percentileMs(0.5) ?? 0) > 14_000);
    assert.equal(service.utilisationOf('replica 0'), 1);
  });

  it('sends the most where it sticks', () => {
    const { service } = run(2, 20, 3, 90, 20, 0.7);
    near(service.utilisationOf('replica 0'), 0.72, 0.25, 'the first');
    near(service.utilisationOf('replica 2'), 0.09, 1, 'another');
  });
});
