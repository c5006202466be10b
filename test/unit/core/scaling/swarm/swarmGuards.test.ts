import assert from 'node:assert/strict';
import fc from 'fast-check';
import { defaultRunbook } from '../../../../../src/core/runbook/bundledRunbook.js';
import { composeScaleCommands } from '../../../../../src/core/scaling/commandLine.js';
import { planRestart } from '../../../../../src/core/scaling/planRestart.js';
import { planScale } from '../../../../../src/core/scaling/planScale.js';
import { meets } from '../../../../../src/core/scaling/swarm/constraint.js';
import type { SwarmNode, SwarmService } from '../../../../../src/core/stack/swarm.js';
import { guardText } from '../../../../../src/view/words/guards/guardWords.js';
import {
  MB,
  node,
  serviceRecord,
  swarmRecord,
  swarmService,
  swarmStack,
  task,
  webOf,
} from '../../../support/swarms.js';

function planFor(target: number, swarm: Partial<SwarmService> = {}, nodes?: readonly SwarmNode[]) {
  const record = swarmRecord({
    services: [serviceRecord({ swarm: swarmService(swarm) })],
    ...(nodes ? { nodes } : {}),
  });
  const stack = swarmStack(record);
  return planScale(stack, defaultRunbook, webOf(stack), target, 'auto', 'no files');
}

const findings = (...args: Parameters<typeof planFor>): readonly string[] =>
  planFor(...args).guards.map(({ guard, verdict }) => `${guard} ${verdict}`);

const room = (...args: Parameters<typeof planFor>) => {
  const guard = planFor(...args).guards.find((each) => each.guard === 'node-room');
  assert.ok(guard?.guard === 'node-room');
  return guard;
};

describe('a plan for a Swarm', () => {
  it('is one update of the service, from the count that was asked for', () => {
    const plan = planFor(5);
    assert.deepEqual(plan.steps, [
      { kind: 'update', number: 0, name: 'shop_web', swarmServiceId: 'w1', from: 2, to: 5 },
    ]);
    assert.deepEqual([plan.from, plan.to, plan.scaler.kind, plan.seen], [2, 5, 'swarm', ['w1 2']]);
    assert.deepEqual(planFor(2).steps, []);
    assert.equal(planFor(5, { wanted: 4 }).from, 4);
  });

  it('has its line for the Docker CLI', () => {
    const stack = swarmStack();
    const plan = planScale(stack, defaultRunbook, webOf(stack), 5, 'auto', undefined);
    assert.deepEqual(composeScaleCommands(stack, [plan]), [['docker', 'service', 'scale', 'shop_web=5']]);
  });

  it('is none for a global service or a job', () => {
    assert.deepEqual(findings(5, { mode: 'global' }), ['swarm-mode block']);
    assert.deepEqual(findings(5, { mode: 'job' }), ['swarm-mode block']);
  });

  it('says how its service gets the health check that it has not', () => {
    const stack = swarmStack();
    for (const plan of [planFor(3), planRestart(stack, defaultRunbook, webOf(stack))]) {
      const check = plan.guards.find(({ guard }) => guard === 'health-check');
      assert.deepEqual(check, { guard: 'health-check', verdict: 'warn', service: 'shop_web' });
      assert.match(check && guardText(check), /add one to its stack file, or by .* shop_web$/);
    }
  });

  it('looks at limits alone on the way down', () => {
    assert.deepEqual(findings(1), ['limits pass']);
    assert.deepEqual(findings(0), ['limits block']);
  });
});

describe('room on the nodes', () => {
  it('is by what is reserved: the last task that fits, and the first that does not', () => {
    const nodes = [node('node-1', { reservedBytes: 850 * MB }), node('node-2', { reservedCpus: 1.2 })];
    // 150 MB hold one of 100 MB; 0.8 cores hold one of 0.5.
    assert.deepEqual([room(4, {}, nodes).verdict, room(4, {}, nodes).fits], ['pass', 2]);
    assert.deepEqual([room(5, {}, nodes).verdict, room(5, {}, nodes).fits], ['block', 2]);
    assert.equal(
      guardText(room(5, {}, nodes)),
      'Only 2 of 3 more fit: each reserves 0.5 CPUs and 105 MB; node-1 has 2 CPUs and 157 MB, node-2 has 0.8 CPUs and 1 GB',
    );
    assert.equal(
      guardText(room(3, {}, nodes)),
      '1 more reserves 0.5 CPUs and 105 MB; 2.8 CPUs and 1.2 GB unreserved on 2 nodes',
    );
  });

  it('only warns where the service has limits and no reservations, and where it has neither', () => {
    const nothing = { cpus: undefined, memoryBytes: undefined };
    assert.equal(room(3, { reserves: nothing }).verdict, 'pass');
    assert.equal(room(20, { reserves: nothing }).verdict, 'warn');
    assert.equal(room(3, { reserves: nothing, limits: nothing }).verdict, 'warn');
  });

  it('counts only nodes that take tasks, and says which do not', () => {
    const nodes = [
      node('a', { availability: 'drain' }),
      node('b', { isUp: false }),
      node('c', { availability: 'pause' }),
      node('d'),
    ];
    assert.equal(room(6, {}, nodes).fits, 4);
    const away = planFor(3, {}, nodes).guards.find(({ guard }) => guard === 'nodes-away');
    assert.equal(away && guardText(away), 'Not every node takes new tasks: b is down, a is drained and c is paused');
    assert.deepEqual(findings(3, {}, nodes.slice(0, 3)), ['limits pass', 'no-node block']);
    assert.deepEqual(findings(3, { constraints: ['node.role == manager'] }, [node('d')]), [
      'limits pass',
      'no-node block',
    ]);
  });

  it('heeds a maximum a node, and a host port like one of 1', () => {
    assert.ok(findings(4, { maxPerNode: 2 }).includes('max-per-node pass'));
    assert.ok(findings(5, { maxPerNode: 2 }).includes('max-per-node block'));
    assert.ok(findings(3, { hostPorts: [8080] }).includes('node-ports block'));
    assert.ok(findings(2, { hostPorts: [8080], wanted: 1 }).includes('node-ports pass'));
  });

  it('never lets more through than the nodes hold, and never grows with fewer nodes', () => {
    const anyNode = fc.record({
      cpus: fc.integer({ min: 1, max: 8 }),
      reservedCpus: fc.integer({ min: 0, max: 8 }),
      reservedBytes: fc.integer({ min: 0, max: 1000 }).map((mb) => mb * MB),
    });
    fc.assert(
      fc.property(
        fc.array(anyNode, { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 3, max: 40 }),
        (parts, target) => {
          const nodes = parts.map((part, index) => node(`n${index}`, part));
          const { fits = 0, verdict, adds, rooms } = room(target, {}, nodes);
          assert.equal(verdict === 'pass', fits >= adds);
          const cpus = nodes.reduce((sum, each) => sum + Math.max(0, each.cpus - each.reservedCpus), 0);
          assert.ok(fits * 0.5 <= cpus + 1e-6);
          assert.ok(rooms.every(({ tasks }) => (tasks ?? 0) >= 0));
          const fewer = nodes.slice(1);
          if (fewer.length > 0) assert.ok((room(target, {}, fewer).fits ?? 0) <= fits);
        },
      ),
    );
  });
});

describe('a constraint', () => {
  const here = node('node-1', { role: 'manager', labels: { disk: 'ssd' }, engineLabels: { zone: 'a' } });
  const cases: readonly (readonly [string, boolean | undefined])[] = [
    ['node.role == manager', true],
    ['node.role==worker', false],
    ['node.role != worker', true],
    ['node.hostname == NODE-1', true],
    ['node.labels.disk == ssd', true],
    ['node.labels.disk != ssd', false],
    ['node.labels.none == x', false],
    ['node.labels.none != x', true],
    ['engine.labels.zone == a', true],
    ['node.labels.constructor == x', false],
    ['node.platform.os == linux', true],
    ['node.ip == 10.0.0.1', undefined],
    ['nonsense', undefined],
  ];
  for (const [constraint, expected] of cases)
    it(`${constraint} is ${String(expected)}`, () => assert.equal(meets(here, constraint), expected));
});

describe('a task that waits for a node', () => {
  it('is not counted on any', () => {
    const tasks = [task('web', 1), task('web', 2, { on: undefined, state: 'created' })];
    const stack = swarmStack(
      swarmRecord({ services: [serviceRecord({ swarm: swarmService({ hostPorts: [80] }), tasks })] }),
    );
    const plan = planScale(stack, defaultRunbook, webOf(stack), 3, 'auto', undefined);
    const guard = plan.guards.find((each) => each.guard === 'node-room');
    assert.deepEqual(guard?.guard === 'node-room' ? guard.rooms.map(({ tasks: left }) => left) : [], [0, 1]);
  });
});
