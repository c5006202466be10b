import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Guard } from '../../../../../src/core/scaling/guards/guard.js';
import { isOverridable, remediesOf } from '../../../../../src/core/scaling/guards/remedies.js';
import { hostGuards } from '../../../../../src/core/scaling/guards/hostGuards.js';
import { demandOf, gib, roomOf } from '../../../support/guardedChanges.js';
import { now } from '../../../support/stacks.js';
import { guard } from '../../operation/journal/anyGuard.js';

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
    const named = { service: 'pdf-worker', title: 'PDF Worker' };
    const about = { ...named, from: 3 };
    const runbook = { remedy: 'open-runbook' };
    assert.deepEqual(remediesOf(limits, about), [{ remedy: 'fit-to', ...named, target: 50 }, runbook]);
    assert.deepEqual(remediesOf({ ...limits, target: 0 }, about), [{ remedy: 'fit-to', ...named, target: 2 }, runbook]);
    assert.deepEqual(remediesOf(limits, { ...about, from: 50 }), [runbook], 'nothing would change');
    assert.deepEqual(remediesOf(limits), [runbook]);
  });

  it('opens no Compose file for the health check of a service that has none', () => {
    const check: Guard = { guard: 'health-check', verdict: 'warn' };
    assert.deepEqual(remediesOf(check), [{ remedy: 'open-compose-file' }]);
    assert.deepEqual(remediesOf({ ...check, service: 'shop_web' }), []);
  });

  it('looks again at a machine that is busy or did not answer, and not at one that is too small', () => {
    const kinds = (guard: Guard | undefined): readonly string[] =>
      guard ? remediesOf(guard).map(({ remedy }) => remedy) : assert.fail();
    const [, busy] = hostGuards(roomOf({ busyCpus: 7.9 }), [demandOf(1, 2)], []);
    assert.ok(kinds(busy).includes('look-again'));
    const [, refused] = hostGuards(roomOf(), [demandOf(1, 2, { requestedCpus: 99 })], []);
    assert.ok(!kinds(refused).includes('look-again'));
    assert.ok(memory?.guard === 'host-memory');
    assert.ok(kinds({ ...memory, problems: ['It did not answer.'] }).includes('look-again'));
  });

  it('shows what takes the space of a disk, opens the file that asks for too much, and looks again where nothing else is left', () => {
    assert.ok(memory?.guard === 'host-memory');
    const nothing = { ...memory, fits: [], spared: [] };
    assert.deepEqual(remediesOf(nothing), [{ remedy: 'look-again' }]);
    assert.deepEqual(remediesOf({ ...nothing, guard: 'host-disk' }), [
      { remedy: 'copy-command', commands: [['docker', 'system', 'df']] },
    ]);
    const refused = { title: 'Web', cpus: 99 };
    assert.deepEqual(remediesOf({ ...nothing, guard: 'host-cpu', refused }), [{ remedy: 'open-compose-file' }]);
  });

  it('adds a second replica where one alone would be away, and starts what asks for a name', () => {
    const about = { service: 'web', title: 'Web', from: 1 };
    const only: Guard = { guard: 'only-replica', verdict: 'warn', canGrow: true };
    assert.deepEqual(remediesOf(only, about), [{ remedy: 'scale-first', service: 'web', title: 'Web', target: 2 }]);
    assert.deepEqual(remediesOf({ guard: 'only-replica', verdict: 'warn' }, about), []);
    const named: Guard = { guard: 'protected-context', verdict: 'warn', context: 'prod', needsName: true };
    assert.deepEqual(remediesOf(named), [{ remedy: 'type-name', context: 'prod' }]);
    assert.deepEqual(remediesOf({ ...named, verdict: 'block' }), [], 'nobody is there to type it');
  });

  it('asks a database again that did not answer, and shows what it says of itself', () => {
    const unknown: Guard = {
      ...{ guard: 'connections', verdict: 'warn', known: false, service: 'backend', title: 'Backend' },
      ...{ problem: 'no answer', database: 'postgres' },
    };
    assert.deepEqual(remediesOf(unknown), [{ remedy: 'look-again' }, { remedy: 'open-logs', service: 'postgres' }]);
    assert.deepEqual(remediesOf({ ...unknown, database: undefined }), [{ remedy: 'look-again' }]);
  });

  it('waits for somebody else by looking again, and shows who that is', () => {
    const kinds = (changing: Guard): readonly string[] =>
      remediesOf(changing, { service: 'web', title: 'Web', from: 2 }).map(({ remedy }) => remedy);
    const found = (what: 'removing' | 'restarting' | 'starting'): Guard => ({
      ...{ guard: 'changing', verdict: 'block', found: what, replicas: ['web-1'] },
    });
    assert.deepEqual(kinds({ guard: 'changing', verdict: 'block', found: 'operation', holder: '' }), [
      'look-again',
      'show-history',
    ]);
    assert.deepEqual(kinds(found('removing')), ['look-again']);
    assert.deepEqual(kinds(found('starting')), ['look-again', 'open-logs']);
    assert.deepEqual(kinds(found('restarting')), ['open-logs']);
  });

  it('lets Compose make the first replica where only the setting forbids it', () => {
    const scaler = (composeProblem: string): Guard => ({ guard: 'scaler', verdict: 'block', composeProblem });
    assert.deepEqual(remediesOf(scaler('')), [{ remedy: 'auto-scaler' }]);
    assert.deepEqual(remediesOf(scaler('there are no files')), [{ remedy: 'look-again' }]);
  });

  it('offers to wait where time decides, to look again where nobody has looked, and always to explain', () => {
    assert.deepEqual(remediesOf(calm), [
      { remedy: 'wait-until', at: now + 7 },
      { remedy: 'explain', service: 'pdf-worker' },
    ]);
    assert.deepEqual(remediesOf({ ...calm, known: false, against: [] }), [
      { remedy: 'look-again' },
      { remedy: 'explain', service: 'pdf-worker' },
    ]);
  });

  it('opens the Compose file where that is what stands in the way', () => {
    const ports: Guard = { guard: 'host-ports', verdict: 'block', ports: [80] };
    const others: readonly Guard[] = [
      { guard: 'shared-volumes', verdict: 'warn', volumes: ['data'] },
      { guard: 'host-network', verdict: 'warn', source: 'web-1' },
      { guard: 'mixed-definitions', verdict: 'warn', source: 'web-1' },
    ];
    for (const each of [drift, ports, ...others])
      assert.deepEqual(remediesOf(each), [{ remedy: 'open-compose-file' }], each.guard);
  });

  it('opens the runbook that does not name a service', () => {
    assert.deepEqual(remediesOf({ guard: 'in-runbook', verdict: 'block' }), [{ remedy: 'open-runbook' }]);
  });

  it('has nothing to offer only where nothing could be pressed', () => {
    const about = { service: 'web', title: 'Web', from: 0 };
    const without = new Set<string>();
    fc.assert(
      fc.property(guard, (made) => {
        const offered = remediesOf(made, about);
        if (made.verdict !== 'pass' && offered.length === 0) without.add(made.guard);
        for (const remedy of offered)
          if (remedy.remedy === 'fit-to') assert.ok(Number.isSafeInteger(remedy.target), made.guard);
      }),
      { numRuns: 3000, seed: 7 },
    );
    assert.deepEqual([...without].sort(), [
      'constraints',
      'database-limit',
      'health-check',
      'node-room',
      'node-volumes',
      'nodes-away',
      'only-replica',
      'protected-context',
      'swarm-mode',
    ]);
  });

  it('offers nothing where a guard passes', () => {
    for (const each of [calm, limits, drift, connections, memory ?? assert.fail()])
      assert.deepEqual(remediesOf({ ...each, verdict: 'pass' }, { service: 'a', title: 'a', from: 1 }), []);
  });
});

describe('isOverridable', () => {
  it('is what a person may know better', () => {
    const restarting: Guard = { guard: 'changing', verdict: 'block', found: 'restarting', replicas: ['web-2'] };
    for (const each of [memory ?? assert.fail(), connections, calm, drift, restarting])
      assert.equal(isOverridable(each), true, each.guard);
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
    for (const each of fixed) assert.equal(isOverridable(each), false, each.guard);
  });
});
