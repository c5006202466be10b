import assert from 'node:assert/strict';
import type { Guard } from '../../../../../src/core/scaling/guards/guard.js';
import { isOverridable, remediesOf } from '../../../../../src/core/scaling/guards/remedies.js';
import { hostGuards } from '../../../../../src/core/scaling/guards/hostGuards.js';
import { demandOf, gib, roomOf } from '../../../support/guardedChanges.js';
import { now } from '../../../support/stacks.js';

const [memory] = hostGuards(
  roomOf({ availableBytes: 11.25 * gib }),
  [demandOf(3, 10)],
  [{ service: 'web', title: 'Web', replicas: 9, baseline: 1, min: 1, use: { memoryBytes: gib, cpus: 0.1 } }],
);
const connections: Guard = {
  ...{ guard: 'connections', verdict: 'block', known: true, service: 'backend', title: 'Backend', replicas: 3 },
  ...{ perReplica: 50, needed: 150, limit: 100, others: 0, reserved: 3, raiseTo: 200, fit: 2 },
};
const limits: Guard = { guard: 'limits', verdict: 'block', target: 60, min: 2, max: 50 };
const drift: Guard = { guard: 'drift', verdict: 'warn', image: undefined, file: 'differs', byCompose: false };
const calm: Guard = {
  ...{ guard: 'calm', verdict: 'block', service: 'pdf-worker', known: true, at: now },
  against: [{ refusal: { refusal: 'business-hours', until: now + 7 }, metric: undefined }],
};

describe('remediesOf', () => {
  it('offers of the machine what fits, and what makes room', () => {
    assert.deepEqual(remediesOf(memory ?? assert.fail()), [
      { remedy: 'fit-to', service: 'pdf-worker', title: 'PDF Worker', target: 7 },
      { remedy: 'free-room', spared: [{ service: 'web', title: 'Web', from: 9, to: 1 }] },
    ]);
  });

  it('offers to raise the connections, and the largest count without', () => {
    assert.deepEqual(remediesOf(connections), [
      { remedy: 'raise-connections', to: 200 },
      { remedy: 'fit-to', service: 'backend', title: 'Backend', target: 2 },
    ]);
  });

  it('offers the nearest count within the limits', () => {
    const about = { service: 'pdf-worker', title: 'PDF Worker' };
    assert.deepEqual(remediesOf(limits, about), [{ remedy: 'fit-to', ...about, target: 50 }]);
    assert.deepEqual(remediesOf({ ...limits, target: 0 }, about), [{ remedy: 'fit-to', ...about, target: 2 }]);
  });

  it('offers to wait where time decides, and always to explain', () => {
    assert.deepEqual(remediesOf(calm), [
      { remedy: 'wait-until', at: now + 7 },
      { remedy: 'explain', service: 'pdf-worker' },
    ]);
    assert.deepEqual(remediesOf({ ...calm, known: false, against: [] }), [
      { remedy: 'explain', service: 'pdf-worker' },
    ]);
  });

  it('opens the Compose file where that is what stands in the way', () => {
    const ports: Guard = { guard: 'host-ports', verdict: 'block', ports: [80] };
    for (const guard of [drift, ports]) assert.deepEqual(remediesOf(guard), [{ remedy: 'open-compose-file' }]);
  });

  it('offers nothing where a guard passes', () => {
    for (const guard of [calm, limits, drift, connections, memory ?? assert.fail()])
      assert.deepEqual(remediesOf({ ...guard, verdict: 'pass' }, { service: 'a', title: 'a' }), []);
  });
});

describe('isOverridable', () => {
  it('is what a person may know better', () => {
    const restarting: Guard = { guard: 'changing', verdict: 'block', found: 'restarting', replicas: ['web-2'] };
    for (const guard of [memory ?? assert.fail(), connections, calm, drift, restarting])
      assert.equal(isOverridable(guard), true, guard.guard);
  });

  it('is not what the engine refuses, the runbook forbids, or somebody else is at work on', () => {
    const [, cpu] = hostGuards(roomOf(), [demandOf(1, 2, { requestedCpus: 99 })], []);
    const fixed: readonly Guard[] = [
      limits,
      cpu ?? assert.fail(),
      { guard: 'in-runbook', verdict: 'block' },
      { guard: 'host-ports', verdict: 'block', ports: [80] },
      { guard: 'container-name', verdict: 'block', name: 'web' },
      { guard: 'scaler', verdict: 'block', composeProblem: '' },
      { guard: 'changing', verdict: 'block', found: 'operation', holder: 'x' },
      { guard: 'changing', verdict: 'block', found: 'removing', replicas: ['web-2'] },
      { guard: 'drift', verdict: 'block', image: undefined, file: 'differs', byCompose: true },
    ];
    for (const guard of fixed) assert.equal(isOverridable(guard), false, guard.guard);
  });
});
