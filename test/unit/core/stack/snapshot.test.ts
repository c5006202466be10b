import assert from 'node:assert/strict';
import { buildSnapshot } from '../../../../src/core/stack/snapshot.js';
import { emptySnapshot, findService } from '../../../../src/core/stack/stack.js';
import { containerRecord } from '../../support/containerRecord.js';
import { findReplica } from '../../support/findReplica.js';
import { diffSnapshots } from '../../support/snapshotDiff.js';

describe('snapshot', () => {
  it('groups containers into stacks, services and replicas in a steady order', () => {
    const snapshot = buildSnapshot(
      [
        containerRecord('web', 10),
        containerRecord('web', 2),
        containerRecord('api', 1),
        containerRecord('web', 1, { project: 'blog' }),
      ],
      emptySnapshot,
    );
    assert.deepEqual(
      snapshot.stacks.map((stack) => [stack.id, stack.services.map((service) => service.name)]),
      [
        ['compose:blog', ['web']],
        ['compose:shop', ['api', 'web']],
      ],
    );
    assert.deepEqual(
      findService(snapshot, 'compose:shop/web')?.replicas.map((replica) => replica.id),
      ['compose:shop/web#2', 'compose:shop/web#10'],
    );
  });

  it('leaves one-off containers out, though they carry number 1', () => {
    const snapshot = buildSnapshot(
      [containerRecord('web', 1), containerRecord('web', 1, { oneOff: true, containerId: 'run' })],
      emptySnapshot,
    );
    assert.equal(findService(snapshot, 'compose:shop/web')?.replicas.length, 1);
  });

  it('keeps a replica its id when its container is recreated, and tells two of one number apart', () => {
    const before = buildSnapshot([containerRecord('web', 1)], emptySnapshot);
    const during = buildSnapshot(
      [containerRecord('web', 1), containerRecord('web', 1, { containerId: 'f'.repeat(64), createdAt: 2_000_000 })],
      before,
    );
    const after = buildSnapshot(
      [containerRecord('web', 1, { containerId: 'f'.repeat(64), createdAt: 2_000_000 })],
      during,
    );
    assert.equal(new Set(findService(during, 'compose:shop/web')?.replicas.map((replica) => replica.id)).size, 2);
    assert.equal(findReplica(after, 'compose:shop/web#1')?.containerId, 'f'.repeat(64));
  });

  it('takes unchanged parts over as the same objects', () => {
    const records = [containerRecord('web', 1), containerRecord('api', 1)];
    const before = buildSnapshot(records, emptySnapshot);
    assert.equal(buildSnapshot(structuredClone(records), before), before);
    const after = buildSnapshot(
      [containerRecord('web', 1, { health: 'unhealthy' }), containerRecord('api', 1)],
      before,
    );
    assert.equal(findService(after, 'compose:shop/api'), findService(before, 'compose:shop/api'));
    assert.notEqual(findService(after, 'compose:shop/web'), findService(before, 'compose:shop/web'));
  });

  it('tells what was added, removed and changed', () => {
    const before = buildSnapshot(
      [containerRecord('web', 1), containerRecord('web', 2), containerRecord('api', 1)],
      emptySnapshot,
    );
    const after = buildSnapshot(
      [containerRecord('web', 1, { restarts: 1 }), containerRecord('web', 3), containerRecord('api', 1)],
      before,
    );
    assert.deepEqual(diffSnapshots(before, after), {
      added: ['compose:shop/web#3'],
      removed: ['compose:shop/web#2'],
      changed: ['compose:shop', 'compose:shop/web', 'compose:shop/web#1'],
    });
  });
});
