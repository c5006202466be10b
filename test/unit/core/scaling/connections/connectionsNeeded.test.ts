import assert from 'node:assert/strict';
import fc from 'fast-check';
import { bundledRunbook } from '../../../../../src/core/runbook/bundledRunbook.js';
import type { Runbook } from '../../../../../src/core/runbook/runbook.js';
import {
  connectionsNeed,
  enoughFor,
  raiseNeeded,
} from '../../../../../src/core/scaling/connections/connectionsNeeded.js';

const raise = (limit: number, backend: number, foreign = 0): number | undefined =>
  raiseNeeded(bundledRunbook, { backend }, { limit, foreign })?.limit;

/** The frontend opens connections, too: 20 replicas at most, 5 each. */
const twoClients: Runbook = {
  ...bundledRunbook,
  services: bundledRunbook.services.map((entry) =>
    entry.name === 'frontend' ? { ...entry, connectionsPerReplica: 5 } : entry,
  ),
};

describe('the limit of connections that counts need', () => {
  it('is backends x 50 + 50', () => {
    const limits = [3, 5, 10, 20].map((backend) => connectionsNeed(bundledRunbook, { backend }, 0)?.limit);
    assert.deepEqual(limits, [200, 300, 550, 1050]);
    assert.deepEqual(connectionsNeed(bundledRunbook, { frontend: 5, backend: 10, 'pdf-worker': 30 }, 0), {
      ...{ service: 'backend', title: 'Backend', replicas: 10, perReplica: 50, rest: 50, limit: 550 },
    });
  });

  it('is raised to only where full pools do not fit into the present one', () => {
    assert.equal(raise(100, 1), undefined);
    assert.equal(raise(100, 2), undefined, 'the runbook: not beyond 2');
    assert.equal(raise(100, 3), 200);
    assert.equal(raise(100, 10), 550);
    assert.equal(raise(500, 10), undefined);
    assert.equal(raise(499, 10), 550);
  });

  it('counts what other databases of the server have open', () => {
    assert.equal(raise(100, 2, 1), 150);
    assert.equal(raise(100, 2, 80), 2 * 50 + 80 + 3 + 1);
  });

  it('counts other services with their pools full', () => {
    assert.equal(raiseNeeded(twoClients, { backend: 2 }, { limit: 199, foreign: 0 })?.limit, 2 * 50 + 100 + 3 + 1);
    assert.equal(raiseNeeded(twoClients, { backend: 2 }, { limit: 200, foreign: 0 }), undefined);
  });

  it('is none where nobody opens connections, whatever services are called', () => {
    assert.equal(raiseNeeded(bundledRunbook, { frontend: 20 }, { limit: 1, foreign: 0 }), undefined);
    assert.equal(
      raiseNeeded({ ...bundledRunbook, postgres: undefined }, { backend: 20 }, { limit: 1, foreign: 0 }),
      undefined,
    );
    assert.equal(connectionsNeed(bundledRunbook, {}, 0), undefined);
    assert.equal(enoughFor(bundledRunbook, 'constructor', 500, 0), undefined);
  });

  it('is enough for the counts that it was raised for', () => {
    const count = fc.integer({ min: 1, max: 50 });
    fc.assert(
      fc.property(count, fc.nat(300), fc.integer({ min: 1, max: 3000 }), (backend, foreign, limit) => {
        const need = raiseNeeded(twoClients, { backend }, { limit, foreign });
        if (!need) return;
        assert.ok(need.limit > limit);
        assert.equal(raiseNeeded(twoClients, { backend }, { limit: need.limit, foreign }), undefined);
        assert.equal(enoughFor(twoClients, 'backend', need.limit, foreign)?.replicas, backend);
        assert.equal(enoughFor(twoClients, 'backend', need.limit - 1, foreign)?.replicas ?? 0, backend - 1);
      }),
    );
  });
});
