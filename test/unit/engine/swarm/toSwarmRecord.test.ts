import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { SwarmServiceRecord } from '../../../../src/core/stack/swarm.js';
import { tasksBySlot } from '../../../../src/engine/swarm/tasksBySlot.js';
import { toSwarmRecord } from '../../../../src/engine/swarm/toSwarmRecord.js';
import { recordedText } from '../recorded/recorded.js';

const parsed = (name: string): unknown => JSON.parse(recordedText(`swarm/${name}-1.45.json`));
const answers = { services: parsed('services'), tasks: parsed('tasks'), nodes: parsed('nodes') };
const here = 'yo3pv876b2rnm1ubrk119z7c4';
const record = toSwarmRecord(answers, here);

function service(name: string): SwarmServiceRecord {
  const found = record.services.find((other) => other.name === name);
  assert.ok(found, name);
  return found;
}

describe('the answers of a real Swarm', () => {
  it('are its services by stack, without the stack in their names', () => {
    assert.deepEqual(record.services.map(({ namespace, name }) => `${namespace ?? '-'} ${name}`).sort(), [
      '- hostport',
      '- lonely',
      'shop agent',
      'shop crash',
      'shop db',
      'shop missing',
      'shop web',
    ]);
    assert.equal(service('web').swarm.fullName, 'shop_web');
  });

  it('tell each task with its node, and whether it is here', () => {
    const places = service('web').tasks.map(
      ({ name, state, task }) => `${name} ${state} ${task?.node ?? '-'} ${task?.isHere ? 'here' : 'there'}`,
    );
    assert.deepEqual(places, [
      'shop_web.1 running node-2 there',
      'shop_web.2 running node-2 there',
      'shop_web.3 running node-1 here',
    ]);
    assert.deepEqual(
      service('agent').tasks.map(({ number, key }) => [number, key]),
      [
        [1, here],
        [2, 'as1l458fhp5nl2si2otj0oohi'],
      ],
    );
    assert.match(service('web').tasks[0]?.containerId ?? '', /^[0-9a-f]{64}$/);
  });

  it('keep of a failing service one task a slot, with the words of the last failure', () => {
    const told = (name: string) => service(name).tasks.map(({ state, exitCode, error }) => [state, exitCode, error]);
    assert.deepEqual(told('crash'), [['exited', 3, 'task: non-zero exit (3)']]);
    assert.deepEqual(told('missing'), [['exited', undefined, 'No such image: scalebook-test/nowhere:9']]);
    assert.deepEqual(
      told('lonely'),
      Array(2).fill(['created', undefined, 'no suitable node (insufficient resources on 2 nodes)']),
    );
    assert.equal(service('lonely').tasks[0]?.task?.node, undefined);
  });

  it('tell what a service asks for', () => {
    assert.deepEqual(service('web').swarm.reserves, { cpus: 0.1, memoryBytes: 16 * 1024 * 1024 });
    assert.deepEqual(service('web').swarm.limits, { cpus: 0.5, memoryBytes: 64 * 1024 * 1024 });
    const { constraints, maxPerNode, nodeVolumes } = service('db').swarm;
    assert.deepEqual([constraints, maxPerNode, nodeVolumes], [['node.role == manager'], 1, ['shop_data']]);
    assert.deepEqual(service('hostport').swarm.hostPorts, [8099]);
  });

  it('tell how many tasks are replaced at once: one where nothing is said of it', () => {
    const of = (UpdateConfig?: object): readonly unknown[] => {
      const services = (answers.services as { Spec: { Name: string } }[]).map((each) => ({
        ...each,
        Spec: { ...each.Spec, UpdateConfig },
      }));
      const { replacesAtOnce, startsFirst } = toSwarmRecord({ ...answers, services }, here).services[0]?.swarm ?? {};
      return [replacesAtOnce, startsFirst];
    };
    assert.deepEqual(of(), [1, undefined]);
    assert.deepEqual(of({ Parallelism: 2, Order: 'start-first' }), [2, true]);
    assert.deepEqual(of({ Parallelism: 0, Order: 'stop-first' }), [0, undefined]);
  });

  it('tell which mode a service has', () => {
    assert.deepEqual([service('agent').swarm.mode, service('agent').swarm.wanted], ['global', 2]);
  });

  it('tell of each node what is reserved there, by running and waiting tasks alone', () => {
    const [first, second] = record.nodes;
    assert.deepEqual([first?.name, first?.role, first?.cpus], ['node-1', 'manager', 2]);
    // One task of web on the first, two on the second; what has no node yet reserves nothing.
    assert.deepEqual([first?.reservedBytes, second?.reservedBytes], [16 * 1024 * 1024, 32 * 1024 * 1024]);
    assert.equal(second?.reservedCpus, 0.2);
    const tasks = structuredClone(answers.tasks) as { ServiceID: string; NodeID?: string; Status: { State: string } }[];
    const web = service('web').swarm.serviceId;
    for (const task of tasks) if (task.ServiceID === web) task.Status.State = 'failed';
    assert.deepEqual(
      toSwarmRecord({ ...answers, tasks }, here).nodes.map(({ reservedBytes }) => reservedBytes),
      [0, 0],
    );
  });

  it('are read as far as they make sense, whatever they are', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), (services, tasks, nodes) => {
        const read = toSwarmRecord({ services, tasks, nodes }, here);
        assert.ok(read.services.length <= (Array.isArray(services) ? services.length : 0));
      }),
    );
    const evil = JSON.parse(JSON.stringify(answers.services)) as { Spec: { Name: string } }[];
    for (const entry of evil) entry.Spec.Name = 'shop/web#1';
    assert.deepEqual(toSwarmRecord({ ...answers, services: evil }, here).services, []);
  });
});

describe('the task that stands for a slot', () => {
  const states = [
    'new',
    'pending',
    'preparing',
    'running',
    'complete',
    'shutdown',
    'failed',
    'rejected',
    'orphaned',
    'remove',
  ] as const;
  const anyTask = fc.record({
    ID: fc.stringMatching(/^[0-9a-z]{25}$/),
    ServiceID: fc.constant('s'),
    NodeID: fc.constantFrom('n1', 'n2', undefined),
    Slot: fc.integer({ min: 1, max: 4 }),
    CreatedAt: fc.integer({ min: 0, max: 1e9 }).map((at) => new Date(at).toISOString()),
    DesiredState: fc.constantFrom('ready', 'running', 'shutdown', 'remove'),
    Status: fc.record({
      State: fc.constantFrom(...states),
      Timestamp: fc.constant(''),
      Err: fc.string(),
      ContainerStatus: fc.constant(undefined),
    }),
  });

  it('is one for each slot, and never more that count than are meant or wanted', () => {
    fc.assert(
      fc.property(fc.array(anyTask, { maxLength: 30 }), fc.integer({ min: 0, max: 5 }), (tasks, wanted) => {
        const slots = tasksBySlot(tasks, wanted);
        assert.equal(new Set(slots.map(({ key }) => key)).size, slots.length);
        const isMeant = ({ DesiredState }: (typeof tasks)[number]): boolean =>
          DesiredState === 'ready' || DesiredState === 'running';
        const meant = new Set(tasks.filter(isMeant).map(({ Slot }) => Slot)).size;
        const ended = slots.filter(
          ({ task }) =>
            !isMeant(task as (typeof tasks)[number]) && ['failed', 'rejected', 'orphaned'].includes(task.Status.State),
        );
        assert.ok(ended.length <= Math.max(0, wanted - meant));
        // A slot that serves is never shown by its past.
        for (const { task, key } of slots) {
          const serves = tasks.some(
            (other) => String(other.Slot) === key && isMeant(other) && other.Status.State === 'running',
          );
          if (serves) assert.equal(task.Status.State, 'running');
        }
      }),
    );
  });
});
