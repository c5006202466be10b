import assert from 'node:assert/strict';
import { DrivenDemo } from './drivenDemo.js';

const name = (service: string): string => `up-schedule-generator-${service}-1`;

describe('playing a scenario', () => {
  let driven: DrivenDemo;
  beforeEach(async () => (driven = await DrivenDemo.open(10)));
  afterEach(() => driven.close());

  it('begins alike whatever was there before: a missing balancer that comes back has learned nothing yet', () => {
    const { store, world } = driven.demo;
    store.remove(store.find(name('traefik')), { force: true, volumes: true });
    driven.demo.play('uneven-balancer');
    driven.goOn(1);
    assert.equal(world.stickyShare, world.load.stickyShare);
    assert.ok(world.stickyShare > 0.5);
  });

  it('is there from its first moment, before any time has passed', () => {
    driven.demo.play('uneven-balancer');
    assert.ok(driven.demo.world.stickyShare > 0.5);
  });

  it('tells of what it makes healthy', async () => {
    const { store } = driven.demo;
    store.remove(store.find(name('postgres')), { force: true, volumes: true });
    driven.goOn(2);
    const backend = store.find(name('backend'));
    assert.equal(backend.health?.status, 'unhealthy');
    const heard: string[] = [];
    store.events.onEvent(({ container, action }) => container === backend && heard.push(action));
    driven.demo.play('monday-spike');
    assert.equal(backend.health.status, 'healthy');
    assert.deepEqual(heard, ['health_status: healthy']);
    driven.demo.play('monday-spike');
    assert.equal(heard.length, 1, 'once');
    await store.stop(backend, 0);
  });

  it('leaves nothing of the last one behind: no errors, no times, no jobs', () => {
    driven.demo.play('uneven-balancer');
    driven.goOn(20);
    assert.ok((driven.demo.world.backend.window.share('errors') ?? 0) > 0);
    driven.demo.play('quiet-night');
    driven.goOn(0.25);
    const { world } = driven.demo;
    assert.equal(world.backend.window.share('errors') ?? 0, 0);
    assert.ok((world.backend.window.percentileMs(0.99) ?? 0) < 1000);
    assert.ok(world.queue.waiting + world.queue.activeCount < 5);
  });

  it('leaves the hours of the runbook out while it is night in the story', () => {
    const hours = (): unknown => driven.demo.runbook.schedule.businessHours;
    const usual = driven.demo.runbook;
    assert.ok(hours());
    driven.demo.play('quiet-night');
    assert.deepEqual([hours(), driven.demo.runbook.schedule.windows], [undefined, []]);
    assert.deepEqual({ ...driven.demo.runbook, schedule: usual.schedule }, usual, 'and nothing else');
    driven.demo.play('monday-spike');
    assert.equal(driven.demo.runbook, usual);
  });

  it('starts what the kernel ends with most of what it had lost, and what a person restarts with nothing', async () => {
    await driven.close();
    // The leak goes by the clock, whatever the pace of the load.
    driven = await DrivenDemo.open(1);
    driven.demo.play('memory-leak');
    const worker = driven.demo.store.find(name('pdf-worker'));
    const megabytes = (): number => worker.memoryBytes / 2 ** 20;
    driven.goOn(80);
    assert.ok(megabytes() > 1900 && worker.restarts === 0);
    driven.goOn(6);
    assert.equal(worker.restarts, 1);
    assert.ok(megabytes() > 1400, `${megabytes()}`);
    driven.goOn(40);
    assert.equal(worker.restarts, 2, 'and then sooner than before');
    await driven.demo.store.restart(worker, 0);
    driven.goOn(90);
    assert.ok(megabytes() < 520 && worker.restarts === 2, 'a restart by hand is the end of it');
  });
});
