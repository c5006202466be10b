import assert from 'node:assert/strict';
import { patienceMs, readinessOf, type Readiness } from '../../../../../src/app/operations/change/readiness.js';
import type { Health, Replica, ReplicaState } from '../../../../../src/core/stack/replica.js';
import { containerRecord } from '../../../support/containerRecord.js';
import { ManualClock } from '../../support/manualClock.js';

const clock = new ManualClock();
const replica = (changes: Partial<Replica>): Replica => ({ id: 'web#1', ...containerRecord('web', 1), ...changes });
const readiness = (changes: Partial<Replica>, upMs?: number): Readiness =>
  readinessOf(replica(changes), upMs === undefined ? undefined : clock.monotonic() - upMs, clock);

describe('readiness of a replica', () => {
  const byHealth = { healthy: 'ready', starting: 'waiting', unhealthy: 'failed' } as const;
  for (const [health, expected] of Object.entries(byHealth) as [Exclude<Health, 'none'>, Readiness][]) {
    it(`is ${expected} when its health check says ${health}, however long it has been up`, () => {
      for (const upMs of [undefined, 0, 3_600_000]) assert.equal(readiness({ health }, upMs), expected);
    });
  }

  it('takes three seconds of being up where there is no health check', () => {
    assert.equal(readiness({ health: 'none' }), 'waiting');
    assert.equal(readiness({ health: 'none' }, 2999), 'waiting');
    assert.equal(readiness({ health: 'none' }, 3000), 'ready');
  });

  it('is failed where there is no health check and the engine had to start it again', () => {
    assert.equal(readiness({ health: 'none', restarts: 1 }, 3000), 'failed');
  });

  it('still waits for a replica that is only created', () => {
    assert.equal(readiness({ state: 'created', health: 'none' }), 'waiting');
  });

  for (const state of ['restarting', 'paused', 'removing', 'exited', 'dead'] satisfies ReplicaState[]) {
    it(`is failed when it is ${state}, whatever its health was`, () => {
      assert.equal(readiness({ state, health: 'healthy' }, 3000), 'failed');
    });
  }

  it('is failed when it is gone', () => {
    assert.equal(readinessOf(undefined, clock.monotonic(), clock), 'failed');
  });

  it('gives a health check all its own tries and a minute more', () => {
    const healthCheck = { startPeriodMs: 120_000, intervalMs: 10_000, timeoutMs: 5000, retries: 3 };
    assert.equal(patienceMs(replica({ healthCheck })), 120_000 + 4 * 15_000 + 60_000);
    assert.equal(patienceMs(replica({ healthCheck: undefined })), 63_000);
    assert.equal(patienceMs(undefined), 63_000);
  });
});
