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
});
