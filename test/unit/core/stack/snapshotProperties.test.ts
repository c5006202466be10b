import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ContainerRecord } from '../../../../src/core/stack/containerRecord.js';
import { compareNames } from '../../../../src/core/stack/sameness.js';
import { buildSnapshot } from '../../../../src/core/stack/snapshot.js';
import { emptySnapshot, findService, type Snapshot } from '../../../../src/core/stack/stack.js';
import { containerRecord } from '../../support/containerRecord.js';
import { findReplica } from '../../support/findReplica.js';
import { diffSnapshots } from '../../support/snapshotDiff.js';

const record = fc
  .record({
    project: fc.constantFrom('shop', 'blog', 'Shop', 'shop2', 'shop10'),
    service: fc.constantFrom('web', 'api', 'web-2', 'web-10', 'Web'),
    number: fc.integer({ min: 1, max: 4 }),
    oneOff: fc.boolean(),
    state: fc.constantFrom('running', 'exited', 'created'),
    createdAt: fc.integer({ min: 1, max: 3 }),
  } as const)
  .map(({ service, number, ...changes }) => containerRecord(service, number, changes));

/** Each container with an id of its own, as an engine gives them. */
const records = fc
  .array(record, { maxLength: 25 })
  .map((given) => given.map((one, index) => ({ ...one, containerId: `${index}`.padStart(12, 'c').padEnd(64, '0') })));

const allReplicas = (snapshot: Snapshot): readonly string[] =>
  snapshot.stacks.flatMap(({ services }) => services.flatMap(({ replicas }) => replicas.map((one) => one.containerId)));

const allIds = (snapshot: Snapshot): readonly string[] =>
  snapshot.stacks.flatMap((stack) => [
    stack.id,
    ...stack.services.flatMap((service) => [service.id, ...service.replicas.map(({ id }) => id)]),
  ]);

const build = (given: readonly ContainerRecord[], before = emptySnapshot): Snapshot => buildSnapshot(given, before);

describe('snapshot, of any containers', () => {
  it('has every container once, and no one-off', () => {
    fc.assert(
      fc.property(records, (given) => {
        const wanted = given.filter(({ oneOff }) => !oneOff).map(({ containerId }) => containerId);
        assert.deepEqual([...allReplicas(build(given))].sort(), wanted.sort());
      }),
    );
  });

  it('puts every container under its own project and service', () => {
    fc.assert(
      fc.property(records, (given) => {
        const projects = new Map(given.map((one) => [one.containerId, `${one.project}/${one.service}`]));
        for (const stack of build(given).stacks)
          for (const service of stack.services)
            for (const replica of service.replicas)
              assert.equal(projects.get(replica.containerId), `${stack.name}/${service.name}`);
      }),
    );
  });

  it('gives every row an id of its own, by which it is found', () => {
    fc.assert(
      fc.property(records, (given) => {
        const snapshot = build(given);
        const ids = allIds(snapshot);
        assert.equal(new Set(ids).size, ids.length);
        for (const service of snapshot.stacks.flatMap(({ services }) => services)) {
          assert.equal(findService(snapshot, service.id), service);
          for (const replica of service.replicas) assert.equal(findReplica(snapshot, replica.id), replica);
        }
      }),
    );
  });

  it('is the same whatever the order in which the engine lists them', () => {
    const shuffled = records.chain((given) =>
      fc.tuple(fc.constant(given), fc.shuffledSubarray(given, { minLength: given.length })),
    );
    fc.assert(
      fc.property(shuffled, ([given, other]) => {
        const snapshot = build(given);
        assert.deepEqual(build(other), snapshot);
        assert.equal(build(other, snapshot), snapshot);
      }),
    );
  });

  it('differs from another by exactly the rows that came, went and changed', () => {
    fc.assert(
      fc.property(records, records, (first, second) => {
        const before = build(first);
        const after = build(second, before);
        const { added, removed, changed } = diffSnapshots(before, after);
        const [old, now] = [new Set(allIds(before)), new Set(allIds(after))];
        assert.deepEqual(new Set(added), new Set([...now].filter((id) => !old.has(id))));
        assert.deepEqual(new Set(removed), new Set([...old].filter((id) => !now.has(id))));
        assert.ok(changed.every((id) => old.has(id) && now.has(id)));
        assert.deepEqual(after, build(second));
        assert.equal(added.length + removed.length + changed.length === 0, before === after);
      }),
    );
  });

  it('has numbers in names in the order of people', () => {
    const names = ['web-10', 'api', 'web-2', 'Web', 'web'];
    assert.deepEqual([...names].sort(compareNames), ['api', 'Web', 'web', 'web-2', 'web-10']);
    assert.equal(compareNames('web', 'web'), 0);
    assert.ok(compareNames('Web', 'web') !== 0);
  });
});
