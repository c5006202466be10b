import assert from 'node:assert/strict';
import fc from 'fast-check';
import { groupChanges } from '../../../../../src/core/operation/plan/groupChanges.js';
import { bundledRunbook } from '../../../../../src/core/runbook/bundledRunbook.js';
import type { Runbook } from '../../../../../src/core/runbook/runbook.js';
import type { ServicePlan } from '../../../../../src/core/scaling/plan.js';
import type { Stack } from '../../../../../src/core/stack/stack.js';
import { containerRecord } from '../../../support/containerRecord.js';
import { servicePlan } from '../../../support/plans.js';
import { stackOf } from '../../../support/stacks.js';

const { origin } = containerRecord('web', 1);
const stackWith = (dependsOn: Readonly<Record<string, readonly string[]>>): Stack =>
  stackOf(
    ...Object.entries(dependsOn).map(([service, others]) =>
      containerRecord(service, 1, { origin: { ...origin, dependsOn: others } }),
    ),
  );
const plan = (service: string, from: number, to: number): ServicePlan => servicePlan({ service, from, to });
const named = (groups: readonly (readonly ServicePlan[])[]): readonly string[] =>
  groups.map((group) => group.map(({ service }) => service).join(' '));

const team = stackWith({
  traefik: [],
  frontend: ['backend'],
  backend: ['postgres', 'redis'],
  'pdf-worker': ['redis'],
  postgres: [],
  redis: [],
});

describe('the order of several changes', () => {
  it('is what others depend on first, then by the decision matrix, then as the runbook has them', () => {
    const ups = [plan('pdf-worker', 3, 30), plan('frontend', 1, 5), plan('backend', 1, 10)];
    assert.deepEqual(named(groupChanges(ups, team, bundledRunbook, false)), ['backend pdf-worker frontend']);
    const loose = stackWith({ frontend: [], backend: ['frontend'], 'pdf-worker': [] });
    assert.deepEqual(named(groupChanges(ups, loose, bundledRunbook, false)), ['pdf-worker frontend backend']);
  });

  it('is more before fewer, and fewer before more where the machine is short', () => {
    const changes = [plan('backend', 1, 3), plan('pdf-worker', 10, 4), plan('frontend', 3, 1)];
    assert.deepEqual(named(groupChanges(changes, team, bundledRunbook, false)), ['backend', 'frontend pdf-worker']);
    assert.deepEqual(named(groupChanges(changes, team, bundledRunbook, true)), ['frontend pdf-worker', 'backend']);
  });

  it('goes down against the order in which it goes up', () => {
    const downs = [plan('backend', 10, 1), plan('pdf-worker', 30, 3), plan('frontend', 5, 1)];
    assert.deepEqual(named(groupChanges(downs, team, bundledRunbook, false)), ['frontend pdf-worker backend']);
  });

  it('follows dependencies through services that do not change', () => {
    const chain = stackWith({ alpha: ['middle'], middle: ['zulu'], zulu: [] });
    const runbook: Runbook = { ...bundledRunbook, services: [], matrix: [] };
    assert.deepEqual(named(groupChanges([plan('alpha', 1, 2), plan('zulu', 1, 2)], chain, runbook, false)), [
      'zulu alpha',
    ]);
  });

  it('survives services that depend on one another in a circle, or on themselves', () => {
    const circle = stackWith({ a: ['b'], b: ['a'], c: ['c'] });
    const groups = groupChanges([plan('a', 1, 2), plan('b', 1, 2), plan('c', 1, 2)], circle, bundledRunbook, false);
    assert.deepEqual(
      groups
        .flat()
        .map(({ service }) => service)
        .sort(),
      ['a', 'b', 'c'],
    );
  });

  it('is a permutation, without a dependency after its dependant among those that go up', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const count = fc.nat(9);
    // Each may depend on any before it, so that there is no circle.
    const dependencies = fc.tuple(...names.map((_, index) => fc.subarray(names.slice(0, index))));
    const changes = fc
      .shuffledSubarray(names)
      .chain((some) => fc.tuple(...some.map((name) => fc.tuple(fc.constant(name), count, count))));
    fc.assert(
      fc.property(
        dependencies,
        fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 6, maxLength: 6 }),
        changes,
        fc.boolean(),
        (edges, renamed, given, roomFirst) => {
          const shuffled = [...names].sort(
            (a, b) => (renamed[names.indexOf(a)] ?? 0) - (renamed[names.indexOf(b)] ?? 0),
          );
          const nameOf = (name: string): string => shuffled[names.indexOf(name)] ?? name;
          const depends = Object.fromEntries(
            names.map((name, index) => [nameOf(name), (edges[index] ?? []).map(nameOf)]),
          );
          const plans = given.map(([name, from, to]) => plan(name, from, to));
          const groups = groupChanges(plans, stackWith(depends), bundledRunbook, roomFirst);
          assert.deepEqual(new Set(groups.flat()), new Set(plans));
          assert.equal(groups.flat().length, plans.length);
          const reaches = (from: string, to: string): boolean =>
            (depends[from] ?? []).some((next) => next === to || reaches(next, to));
          for (const group of groups)
            for (const [index, earlier] of group.entries())
              for (const later of group.slice(index + 1)) {
                const goesUp = earlier.to >= earlier.from;
                assert.equal(goesUp, later.to >= later.from, 'a group has one direction');
                const [first, second] = goesUp ? [earlier, later] : [later, earlier];
                assert.ok(!reaches(first.service, second.service), `${first.service} depends on ${second.service}`);
              }
        },
      ),
    );
  });
});
