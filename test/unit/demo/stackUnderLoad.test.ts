import assert from 'node:assert/strict';
import { measured } from '../../../src/demo/stack/measured.js';
import { DrivenDemo } from './drivenDemo.js';

const near = (found: number, expected: number, share: number, what: string): void =>
  assert.ok(Math.abs(found - expected) <= Math.abs(expected) * share, `${what}: ${found} is not near ${expected}`);

const name = (service: string, number = 1): string => `up-schedule-generator-${service}-${number}`;

describe("the runbook's stack under load", () => {
  let driven: DrivenDemo;
  beforeEach(async () => (driven = await DrivenDemo.open(10)));
  afterEach(() => driven.close());

  const of = (metric: string, service = 'backend'): number | undefined => measured(driven.demo.world, metric, service);
  const remove = (service: string, number?: number): void => {
    const { store } = driven.demo;
    store.remove(store.find(name(service, number)), { force: true, volumes: true });
  };

  /** Mean CPU of a service's replicas over so many minutes, percent of what they may use. */
  function cpu(service: string, cores: number, minutes: number): number {
    const containers = driven.demo.world.containersOf(service);
    const used = (): number => containers.reduce((sum, { cpuNs }) => sum + cpuNs, 0);
    const before = used();
    driven.goOn(minutes);
    return (100 * (used() - before)) / (minutes * 60e9) / cores / containers.length;
  }

  it('uses the processors as theory says: as busy as arrivals times work, and full when more comes', () => {
    near(cpu('backend', 2, 10), 25, 0.06, 'backend');
    near(cpu('frontend', 1, 10), 20, 0.08, 'frontend');
    // A worker that has a job uses 86 % of its core, and one that has none 2 %.
    near(cpu('pdf-worker', 1, 60), 2 + 84 * ((4.5 / 3) * (10 / 60)), 0.12, 'workers');
    near(cpu('postgres', 2, 10), 1.5 + (98 * 25 * 6) / 2000, 0.1, 'database');
  });

  it('shows workers that always work as critical, in the runbook "> 80 %"', () => {
    driven.demo.play('exam-release');
    driven.goOn(1);
    const found = cpu('pdf-worker', 1, 5);
    assert.ok(found > 82 && found < 90, `${found}`);
  });

  it('gives work to all of its workers, and not only to the first', () => {
    driven.goOn(60);
    const workers = driven.demo.world.containersOf('pdf-worker');
    const [least, most] = [Math.min, Math.max].map((pick) => pick(...workers.map(({ cpuNs }) => cpuNs)));
    assert.ok((least ?? 0) > 0.8 * (most ?? 0), `${least} and ${most}`);
  });

  it('without its balancer is asked nothing more: no rates, no new jobs, and no answer from outside', async () => {
    remove('traefik');
    driven.goOn(2);
    for (const metric of ['p95', 'errorRate', 'timeouts']) {
      assert.equal(of(metric), undefined, metric);
      assert.equal(of(metric, 'frontend'), undefined, metric);
    }
    assert.equal(driven.demo.world.queue.waiting + driven.demo.world.queue.activeCount, 0);
    assert.ok(cpu('backend', 2, 1) < 2);
    const health = driven.demo.runbook.services.flatMap(({ healthUrls }) => healthUrls);
    for (const url of health) assert.equal((await fetch(url)).status, 502);
  });

  it('without its Redis has neither queue nor sessions: no figures of jobs, and backends and workers that are unhealthy', async () => {
    driven.demo.play('monday-spike');
    driven.goOn(1);
    const waiting = of('jobsWaiting', 'pdf-worker') ?? 0;
    assert.ok(waiting > 100);
    await driven.demo.store.stop(driven.demo.store.find(name('redis')), 0);
    driven.goOn(1);
    for (const metric of ['jobsWaiting', 'jobsActive', 'queueWait', 'processingTime'])
      assert.equal(of(metric, 'pdf-worker'), undefined, metric);
    for (const service of ['backend', 'pdf-worker'])
      assert.equal(driven.demo.store.find(name(service)).health?.status, 'unhealthy');
    assert.ok((of('errorRate') ?? 0) > 50);
    assert.ok(cpu('pdf-worker', 1, 1) < 3, 'nobody works');
    const url = driven.demo.runbook.metrics.flatMap(({ sources }) =>
      sources.flatMap((one) => ('url' in one ? [one.url] : [])),
    );
    assert.equal((await fetch(url[0] ?? '')).status, 503);
    driven.demo.store.start(driven.demo.store.find(name('redis')));
    driven.goOn(0.5);
    assert.ok((of('jobsWaiting', 'pdf-worker') ?? 0) >= waiting * 0.5, 'what waited waits still');
  });

  it('without backends takes no jobs, and its pages come without what they asked for', () => {
    remove('backend');
    driven.goOn(2);
    assert.equal(driven.demo.world.queue.waiting + driven.demo.world.queue.activeCount, 0);
    assert.equal(of('errorRate'), 100);
    assert.equal(of('errorRate', 'frontend'), 0);
    assert.ok((of('p95', 'frontend') ?? 0) < 400);
  });

  it('has pages that are as slow as the backend behind them, for as long as a page waits', () => {
    driven.goOn(1);
    const before = of('p95', 'frontend') ?? 0;
    driven.demo.play('uneven-balancer');
    driven.goOn(30);
    const after = of('p95', 'frontend') ?? 0;
    assert.ok(before < 600 && after > 5000 && after < 6000, `${before} and then ${after}`);
  });

  it('asks the backend less where there are no pages', () => {
    near(cpu('backend', 2, 3), 25, 0.1, 'with pages');
    remove('frontend');
    driven.goOn(1);
    near(cpu('backend', 2, 3), 17, 0.1, 'without');
  });

  it('runs into the connections of its database with the third backend, in every figure of it at once', () => {
    driven.demo.play('connections-exhausted');
    driven.goOn(2);
    assert.ok((of('poolUsage') ?? 0) > 80);
    assert.ok((of('connectionWait') ?? 0) > 1000);
    assert.ok(driven.demo.world.pools.inUse > 40);
    assert.ok((of('serverErrors') ?? 0) > 2);
    assert.ok((of('p95') ?? 0) > 5000, 'the wait is part of the answer');
    remove('backend', 3);
    driven.goOn(2);
    assert.ok((of('poolUsage') ?? 100) < 60 && (of('connectionWait') ?? 1000) < 100);
    assert.ok((of('serverErrors') ?? 1) < 0.5 && (of('p95') ?? 1e4) < 2000, 'two are fine');
  });
});
