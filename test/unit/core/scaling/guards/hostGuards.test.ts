import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { HostGuard, Verdict } from '../../../../../src/core/scaling/guards/guard.js';
import type { HostDemand } from '../../../../../src/core/scaling/guards/hostDemand.js';
import { upTo } from '../../../../../src/core/scaling/guards/hostDemand.js';
import { hostGuards } from '../../../../../src/core/scaling/guards/hostGuards.js';
import type { SpareService } from '../../../../../src/core/scaling/guards/spareRoom.js';
import type { HostRoom } from '../../../../../src/core/scaling/hostRoom.js';
import { demandOf, gib, roomOf } from '../../../support/guardedChanges.js';

type Name = HostGuard['guard'];

function guardOf(
  name: Name,
  room: Partial<HostRoom>,
  demands: readonly HostDemand[],
  spares: readonly SpareService[] = [],
): HostGuard {
  const found = hostGuards(roomOf(room), demands, spares).find(({ guard }) => guard === name);
  return found ?? assert.fail(`no guard ${name}`);
}

const verdict = (name: Name, room: Partial<HostRoom>, ...demands: readonly HostDemand[]): Verdict =>
  guardOf(name, room, demands).verdict;

describe('hostGuards', () => {
  it('looks at memory, CPU and disk where something is added, and at nothing otherwise', () => {
    const guards = hostGuards(roomOf(), [demandOf(3, 6)], []);
    assert.deepEqual(
      guards.map(({ guard, verdict: found, needed, free }) => [guard, found, needed, free]),
      [
        ['host-memory', 'pass', 6 * gib, 24 * gib],
        ['host-cpu', 'pass', 1.5, 7],
        ['host-disk', 'pass', (3 / 16) * gib, 100 * gib],
      ],
    );
    assert.deepEqual(hostGuards(roomOf(), [demandOf(6, 3), demandOf(3, 3)], []), []);
  });

  it('adds up what all services of a plan need', () => {
    const backend = demandOf(1, 3, { service: 'backend', needs: { memoryBytes: gib, cpus: 1, diskBytes: gib } });
    assert.equal(guardOf('host-memory', {}, [demandOf(3, 6), backend]).needed, 8 * gib);
    assert.equal(guardOf('host-cpu', {}, [demandOf(3, 6), backend]).needed, 3.5);
  });

  const memory: readonly (readonly [string, Verdict, Partial<HostRoom>, Partial<HostDemand>])[] = [
    ['passes where a tenth of the machine is left', 'pass', { availableBytes: 17.25 * gib }, {}],
    ['warns where less than a tenth would be left', 'warn', { availableBytes: 17.15 * gib }, {}],
    ['warns where exactly nothing would be left', 'warn', { availableBytes: 14 * gib }, {}],
    ['blocks where it does not fit', 'block', { availableBytes: 14 * gib - 1 }, {}],
    ['warns where what is free is not known', 'warn', { availableBytes: undefined }, {}],
    ['blocks what the whole machine could not hold', 'block', { availableBytes: undefined, memoryBytes: 13 * gib }, {}],
    [
      'warns where what a replica needs is not known',
      'warn',
      {},
      { needs: { memoryBytes: undefined, cpus: 0, diskBytes: 0 } },
    ],
    ['never passes on what is at most free', 'warn', { atMost: true }, {}],
    ['blocks where even what is at most free is too little', 'block', { atMost: true, availableBytes: 13 * gib }, {}],
  ];
  for (const [title, expected, room, demand] of memory)
    it(`memory: ${title}`, () => {
      assert.equal(verdict('host-memory', room, demandOf(3, 10, demand)), expected);
    });

  const cpu: readonly (readonly [string, Verdict, Partial<HostRoom>, Partial<HostDemand>])[] = [
    ['passes where what is needed is free', 'pass', { busyCpus: 4.5 }, {}],
    ['warns where more is needed than is free', 'warn', { busyCpus: 4.6 }, {}],
    ['warns on a machine that is nearly full', 'warn', { busyCpus: 7.5 }, {}],
    ['warns on a machine that is full already', 'warn', { busyCpus: 7.6 }, {}],
    ['warns where it is not known how busy the machine is', 'warn', { busyCpus: undefined }, {}],
    ['warns where it is not known what a replica needs', 'warn', {}, { needs: { ...unknown() } }],
    ['never passes where the machine is at least that busy', 'warn', { atMost: true }, {}],
    ['passes a replica that may use as many cores as there are', 'pass', {}, { requestedCpus: 8 }],
    ['blocks a replica with more cores than there are', 'block', {}, { requestedCpus: 8.5 }],
  ];
  for (const [title, expected, room, demand] of cpu)
    it(`CPU: ${title}`, () => {
      assert.equal(verdict('host-cpu', room, demandOf(3, 10, demand)), expected);
    });

  it('CPU: names the service that the engine would refuse', () => {
    const { refused } = guardOf('host-cpu', {}, [demandOf(1, 2), demandOf(1, 2, { title: 'Big', requestedCpus: 12 })]);
    assert.deepEqual(refused, { title: 'Big', cpus: 12 });
    assert.equal(verdict('host-cpu', {}, demandOf(3, 1, { requestedCpus: 12 }), demandOf(1, 2)), 'pass');
  });

  const disk: readonly (readonly [string, Verdict, Partial<HostRoom>])[] = [
    ['passes where a tenth is left', 'pass', { diskFreeBytes: 20.5 * gib }],
    ['warns where less than a tenth is left', 'warn', { diskFreeBytes: 20.4 * gib }],
    ['passes where 2 GiB of a small disk are left', 'pass', { diskBytes: 4 * gib, diskFreeBytes: 2.5 * gib }],
    ['warns where less than 2 GiB of a small disk are left', 'warn', { diskBytes: 4 * gib, diskFreeBytes: 2.4 * gib }],
    ['blocks where it does not fit', 'block', { diskFreeBytes: 0.4 * gib }],
    ['warns where it is not known', 'warn', { diskBytes: undefined, diskFreeBytes: undefined }],
  ];
  for (const [title, expected, room] of disk)
    it(`disk: ${title}`, () => {
      assert.equal(verdict('host-disk', room, demandOf(3, 10)), expected);
    });

  it('disk: counts only what is made anew, for a stopped replica has its files', () => {
    const { needed } = guardOf('host-disk', {}, [demandOf(3, 10, { added: 9 })]);
    assert.equal(needed, (7 / 16) * gib);
    assert.equal(guardOf('host-memory', {}, [demandOf(3, 10, { added: 9 })]).needed, 18 * gib);
  });

  it('counts what goes first for what comes after it, and within a group for nobody', () => {
    const down = (group: number): HostDemand => demandOf(10, 3, { service: 'other', group });
    const up = (group: number): HostDemand => demandOf(1, 3, { group });
    const needed = (...demands: readonly HostDemand[]): number => guardOf('host-memory', {}, demands).needed;
    assert.equal(needed(down(0), up(1)), 0);
    assert.equal(needed(up(0), down(1)), 4 * gib);
    assert.equal(needed(up(0), down(0)), 4 * gib);
    assert.equal(needed(demandOf(4, 3, { service: 'other', group: 0 }), up(1)), 3 * gib);
  });

  it('offers the largest count that passes, and where none does the largest that does not block', () => {
    const fits = (availableBytes: number): unknown =>
      guardOf('host-memory', { availableBytes }, [demandOf(3, 10)]).fits.map(({ target }) => target);
    assert.deepEqual(fits(11.25 * gib), [7]);
    assert.deepEqual(fits(4.5 * gib), [5]);
    assert.deepEqual(fits(1 * gib), []);
    assert.deepEqual(fits(32 * gib), []);
  });

  it('offers to make room by those with most beyond their baseline, as few as are enough, and at last beyond it', () => {
    const spare = (service: string, replicas: number, memoryBytes: number): SpareService => ({
      ...{ service, title: service, replicas, baseline: 3, min: 1 },
      use: { memoryBytes, cpus: 0.1 },
    });
    const spared = (needGib: number, ...spares: readonly SpareService[]): unknown =>
      guardOf('host-memory', { availableBytes: 4 * gib }, [demandOf(1, 1 + needGib / 2)], spares).spared.map(
        ({ service, from, to }) => `${service} ${from} to ${to}`,
      );
    assert.deepEqual(spared(8, spare('small', 5, gib / 4), spare('large', 10, gib)), ['large 10 to 3']);
    assert.deepEqual(spared(12, spare('small', 7, gib / 2), spare('large', 9, gib)), ['large 9 to 3', 'small 7 to 3']);
    assert.deepEqual(spared(8, spare('large', 3, 2 * gib)), ['large 3 to 1']);
    assert.deepEqual(spared(8, spare('large', 3, gib / 4)), []);
    assert.deepEqual(spared(2, spare('large', 30, gib)), ['large 30 to 3'], 'a warning, too, can be helped');
  });

  const anyDemand = fc
    .record({
      from: fc.nat({ max: 20 }),
      more: fc.nat({ max: 30 }),
      memoryBytes: fc.option(fc.integer({ min: 0, max: 4 * gib }), { nil: undefined }),
      cpus: fc.option(fc.double({ min: 0, max: 2, noNaN: true }), { nil: undefined }),
      diskBytes: fc.option(fc.integer({ min: 0, max: 4 * gib }), { nil: undefined }),
      group: fc.nat({ max: 2 }),
      isDown: fc.boolean(),
    })
    .map(({ from, more, isDown, group, ...needs }) => {
      const to = isDown ? Math.max(0, from - more) : from + more;
      return demandOf(from, to, { needs, group });
    });
  const named = (demands: readonly HostDemand[]): readonly HostDemand[] =>
    demands.map((demand, index) => ({ ...demand, service: `s${index}` }));
  const anyRoom = fc.record({
    busyCpus: fc.option(fc.double({ min: 0, max: 8, noNaN: true }), { nil: undefined }),
    availableBytes: fc.option(fc.integer({ min: 0, max: 32 * gib }), { nil: undefined }),
    diskFreeBytes: fc.option(fc.integer({ min: 0, max: 200 * gib }), { nil: undefined }),
    atMost: fc.boolean(),
  });
  const ranks = { pass: 0, warn: 1, block: 2 };

  it('offers nothing beyond the plan, and of what is better the very largest', () => {
    fc.assert(
      fc.property(fc.array(anyDemand, { minLength: 1, maxLength: 3 }).map(named), anyRoom, (demands, room) => {
        for (const guard of hostGuards(roomOf(room), demands, []))
          for (const demand of demands) {
            const fit = guard.fits.find(({ service }) => service === demand.service);
            const at = (target: number): number => {
              const changed = demands.map((other) => (other === demand ? upTo(demand, target) : other));
              const found = hostGuards(roomOf(room), changed, []).find((other) => other.guard === guard.guard);
              return ranks[found?.verdict ?? 'pass'];
            };
            const between = Array.from(
              { length: Math.max(0, demand.to - demand.from - 1) },
              (_, index) => demand.to - 1 - index,
            );
            const better = [0, 1].filter((rank) => rank < ranks[guard.verdict]);
            const expected = better
              .map((rank) => between.find((target) => at(target) <= rank))
              .find((target) => target !== undefined);
            assert.equal(fit?.target, expected);
          }
      }),
    );
  });

  it('blocks no less where more is added or less is free', () => {
    fc.assert(
      fc.property(anyDemand, anyRoom, fc.nat({ max: 10 }), fc.nat({ max: 8 * gib }), (demand, room, more, less) => {
        fc.pre(demand.added > 0);
        const scarcer = {
          ...room,
          availableBytes: room.availableBytes === undefined ? undefined : Math.max(0, room.availableBytes - less),
        };
        const larger = demandOf(demand.from, demand.to + more, { needs: demand.needs, group: demand.group });
        const [before, after] = [hostGuards(roomOf(room), [demand], []), hostGuards(roomOf(scarcer), [larger], [])];
        before.forEach((guard, index) =>
          assert.ok(ranks[after[index]?.verdict ?? 'pass'] >= ranks[guard.verdict], guard.guard),
        );
      }),
    );
  });
});

function unknown(): HostDemand['needs'] {
  return { memoryBytes: 0, cpus: undefined, diskBytes: 0 };
}
