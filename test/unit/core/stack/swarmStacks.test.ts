import assert from 'node:assert/strict';
import { buildSnapshot } from '../../../../src/core/stack/snapshot.js';
import { emptySnapshot, planBasis, presentCount } from '../../../../src/core/stack/stack.js';
import type { SwarmRecord } from '../../../../src/core/stack/swarm.js';
import { containerRecord } from '../../support/containerRecord.js';
import { node, serviceRecord, swarmRecord, swarmService, task } from '../../support/swarms.js';
import { diffSnapshots } from '../../support/snapshotDiff.js';

const copyOf = (record: SwarmRecord): SwarmRecord => structuredClone(record);
const first = buildSnapshot([], emptySnapshot, swarmRecord());

describe('the stacks of a Swarm', () => {
  it('stand beside those of Compose, even of the same name', () => {
    const both = buildSnapshot([containerRecord('web', 1, { project: 'shop' })], emptySnapshot, swarmRecord());
    assert.deepEqual(
      both.stacks.map(({ id, kind, name }) => [id, kind, name]),
      [
        ['compose:shop', 'compose', 'shop'],
        ['swarm:shop', 'swarm', 'shop'],
      ],
    );
  });

  it('are the same objects where nothing has changed', () => {
    assert.equal(buildSnapshot([], first, copyOf(swarmRecord())), first);
  });

  it('are new from the task up, and nowhere else, where a task has changed', () => {
    const other = serviceRecord({
      name: 'other',
      swarm: swarmService({ serviceId: 'o1', fullName: 'shop_other' }),
      tasks: [task('other', 1)],
    });
    const before = buildSnapshot([], emptySnapshot, swarmRecord({ services: [serviceRecord(), other] }));
    const moved = serviceRecord({ tasks: [task('web', 1), task('web', 2, { on: 'node-1', containerId: 'new' })] });
    const after = buildSnapshot([], before, copyOf(swarmRecord({ services: [moved, other] })));
    assert.deepEqual(diffSnapshots(before, after).changed, ['swarm:shop', 'swarm:shop/web', 'swarm:shop/web#2']);
  });

  it('know of a node that has changed', () => {
    const drained = swarmRecord({
      nodes: [node('node-1', { role: 'manager' }), node('node-2', { availability: 'drain' })],
    });
    const after = buildSnapshot([], first, drained);
    assert.deepEqual(diffSnapshots(first, after).changed, ['swarm:shop']);
  });

  it('have services without a stack as one', () => {
    const alone = buildSnapshot(
      [],
      emptySnapshot,
      swarmRecord({ services: [serviceRecord({ namespace: undefined })] }),
    );
    assert.deepEqual(
      alone.stacks.map(({ id, name }) => [id, name]),
      [['swarm:', 'services without a stack']],
    );
    assert.equal(alone.stacks[0]?.services[0]?.id, 'swarm:/web');
  });

  it('are planned from the count that was asked for, which replacing a task does not change', () => {
    const web = first.stacks[0]?.services[0];
    assert.ok(web);
    assert.deepEqual([presentCount(web), planBasis(web)], [2, ['w1 2']]);
    const replaced = buildSnapshot(
      [],
      first,
      swarmRecord({ services: [serviceRecord({ tasks: [task('web', 1, { containerId: 'x' })] })] }),
    );
    const now = replaced.stacks[0]?.services[0];
    assert.ok(now);
    assert.deepEqual(planBasis(now), planBasis(web));
  });
});
