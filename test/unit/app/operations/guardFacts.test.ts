import assert from 'node:assert/strict';
import { GuardReader } from '../../../../src/app/operations/guardFacts.js';
import type { GuardSources, ServiceLocks } from '../../../../src/app/operations/ports.js';
import type { GuardedChange } from '../../../../src/core/scaling/guards/guardedChange.js';
import type { GuardFacts } from '../../../../src/core/scaling/guards/guardFacts.js';
import { foreignQuery } from '../../../../src/core/runbook/connectionMetrics.js';
import { runbookFor } from '../../../../src/core/runbook/bundledRunbook.js';
import type { UsageSample } from '../../../../src/core/policy/usageSample.js';
import { findStack } from '../../../../src/core/stack/stack.js';
import { fail, ok } from '../../../../src/util/result.js';
import { changeOf } from '../../support/guardedChanges.js';
import { operationOf, operationPlan, scaleStage } from '../../support/operations.js';
import { servicePlan } from '../../support/plans.js';
import { decisionOf } from '../../support/signals.js';
import { teamRecords } from '../../support/stacks.js';
import { failure, type FakeConnection } from '../support/fakeConnection.js';
import { watch } from '../support/watch.js';
import { World } from '../support/world.js';

const stackId = 'compose:team';
const workerId = `${stackId}/pdf-worker`;
const meminfo = 'MemTotal: 7812500 kB\nMemAvailable: 4000000 kB\n1.00 1.00 1.00 1/2 3\n';
const stat = (busy: number): string => `cpu ${busy} 0 0 1000 0\ncpu0 1 0\ncpu1 1 0\ncpu2 1 0\ncpu3 1 0\n`;
const sample = (cpuNs: number, systemNs: number): UsageSample => ({
  ...{
    readAt: 0,
    cpuNs,
    systemNs,
    onlineCpus: 4,
    memoryBytes: 200e6,
    memoryLimitBytes: undefined,
    networkBytes: undefined,
  },
});
const never = new AbortController().signal;

interface Set {
  readonly protectedContexts: readonly string[];
  readonly mayRun: boolean;
  readonly locks: ServiceLocks;
  readonly sources: Partial<GuardSources>;
}

async function setup(changes: Partial<Set> = {}) {
  const world = new World();
  world.add('here', ...teamRecords());
  let reads = 0;
  world.prepare = (connection) => {
    connection.onExec = (command) => ({
      exitCode: 0,
      stdout:
        command[0] === 'psql'
          ? command.at(-1)?.startsWith('SHOW')
            ? '100\n'
            : '4\n'
          : command[0] === 'df'
            ? 'overlay 9000000 1000000 8000000 12% /\n'
            : command.includes('/proc/meminfo')
              ? meminfo + stat(0)
              : stat(1000),
      stderr: '',
    });
    Object.defineProperty(connection, 'samples', {
      get: () => {
        reads += 1;
        const one = sample(reads * 1e8, reads * 4e9);
        return new Map([...connection.containers.keys()].map((id) => [id, one]));
      },
    });
  };
  const connection = await world.connected();
  const free: ServiceLocks = {
    acquire: () => Promise.reject(new Error('nobody acquires anything here')),
    holderOf: () => Promise.resolve(undefined),
  };
  const sources: GuardSources = {
    footprint: () => Promise.resolve(ok({ layerBytes: 5, requestedCpus: 1 })),
    imageId: () => Promise.resolve(ok('sha256:1')),
    fileDrift: () => Promise.resolve('same'),
    ...changes.sources,
  };
  const reader = new GuardReader(
    world.store,
    () => Promise.resolve(sources),
    changes.locks ?? free,
    { protectedContexts: () => changes.protectedContexts ?? [], mayRun: () => changes.mayRun ?? true },
    world.clock,
  );
  const read = async (...asked: readonly GuardedChange[]): Promise<GuardFacts> => {
    const stack = findStack(world.store.state.snapshot ?? assert.fail(), stackId) ?? assert.fail();
    const reading = watch(reader.read(stack, runbookFor(stack, []), asked, connection, never));
    for (let turn = 0; reading.phase === 'pending' && turn < 20; turn += 1) await world.clock.advance(500);
    if (reading.phase === 'rejected') throw reading.error;
    return reading.value ?? assert.fail('still reading');
  };
  return { world, connection, read };
}

const execs = (connection: FakeConnection): readonly string[] =>
  connection.calls.filter((call) => call.startsWith('exec')).map((call) => call.split(' ').slice(2).join(' '));

describe('reading what guards look at', () => {
  it('asks a container for the machine, the replicas for what they use, the database, and the files', async () => {
    const { read } = await setup({ protectedContexts: ['prod'] });
    const facts = await read(changeOf('backend', 1, 2), changeOf('pdf-worker', 3, 4));
    assert.deepEqual(facts.host, {
      ...{ cpus: 4, busyCpus: 1, memoryBytes: 8e9, availableBytes: 4_096_000_000 },
      ...{ diskBytes: 9_216_000_000, diskFreeBytes: 8_192_000_000, problems: [] },
    });
    const used = facts.use.get('pdf-worker');
    assert.deepEqual([used?.memoryBytes, used?.cpus?.toFixed(3)], [200e6, '0.100']);
    assert.deepEqual(facts.database, ok({ limit: 100, foreign: 4 }));
    const worker = facts.services.get('pdf-worker');
    assert.deepEqual(
      [worker?.footprint, worker?.drift],
      [
        { layerBytes: 5, requestedCpus: 1 },
        { image: undefined, file: 'same' },
      ],
    );
    assert.deepEqual([facts.context, facts.protectedContexts], ['here', ['prod']]);
  });

  it('asks the database for others than the clients whose addresses are known', async () => {
    const { connection, read } = await setup();
    const backend = [...connection.containers.values()].find(({ service }) => service === 'backend') ?? assert.fail();
    connection.addresses = new Map([[backend.containerId, ['172.18.0.7']]]);
    const facts = await read(changeOf('backend', 1, 2));
    assert.deepEqual(facts.database, ok({ limit: 100, foreign: 4 }));
    assert.ok(execs(connection).includes(foreignQuery(['172.18.0.7'])));
  });

  it('asks nobody for what a way down does not need', async () => {
    const { connection, read } = await setup();
    const facts = await read(changeOf('pdf-worker', 3, 2));
    assert.deepEqual(execs(connection), []);
    assert.deepEqual(
      connection.calls.filter((call) => call.startsWith('usage')),
      [],
    );
    assert.deepEqual([facts.database, facts.services.get('pdf-worker')?.drift], [undefined, undefined]);
  });

  it('runs nothing in an untrusted workspace, neither in a container nor here', async () => {
    let drifts = 0;
    const fileDrift = () => Promise.resolve(((drifts += 1), 'same' as const));
    const { connection, read } = await setup({ mayRun: false, sources: { fileDrift } });
    const facts = await read(changeOf('backend', 1, 2));
    assert.deepEqual([execs(connection), drifts, facts.database?.ok], [[], 0, false]);
    assert.equal(facts.host.diskFreeBytes, undefined);
    assert.equal(facts.services.get('backend')?.drift?.file, 'unknown');
  });

  it('falls back on what containers use where no container can tell, and says that this is the most that is free', async () => {
    const { connection, read } = await setup();
    connection.onExec = () => ({ exitCode: 127, stdout: 'exec failed', stderr: '' });
    const facts = await read(changeOf('pdf-worker', 3, 4));
    assert.equal(facts.host.availableBytes, 8e9 - 7 * 200e6);
    assert.equal(facts.host.busyCpus?.toFixed(3), '0.700');
    assert.deepEqual([facts.host.atMost, facts.host.diskFreeBytes, facts.host.problems.length], [true, undefined, 3]);
  });

  it('tries another image where one has no programs', async () => {
    const { world, connection, read } = await setup();
    const bare = [...connection.containers.values()].find(({ service }) => service === 'backend') ?? assert.fail();
    connection.put({ ...bare, imageId: 'sha256:bare' });
    await world.clock.advance(1000);
    const exec = connection.exec.bind(connection);
    let refused = 0;
    connection.exec = (id, command, options, signal) => {
      if (id !== bare.containerId) return exec(id, command, options, signal);
      refused += 1;
      return Promise.resolve(ok({ exitCode: 126, stdout: 'no such program', stderr: '' }));
    };
    const facts = await read(changeOf('pdf-worker', 3, 4));
    assert.equal(facts.host.availableBytes, 4_096_000_000);
    assert.equal(refused, 2, 'it is the first to be asked, once for each program');
  });

  it('takes readings that are there, and takes no samples for them', async () => {
    const { world, connection, read } = await setup();
    const readings = new Map(
      teamRecords().map(({ service, number }) => [
        `${stackId}/${service}#${number}`,
        { cpuPercent: 25, memoryBytes: 7, memoryPercent: 1, at: world.clock.now() },
      ]),
    );
    world.store.update({ readings });
    const facts = await read(changeOf('pdf-worker', 3, 4));
    assert.deepEqual(facts.use.get('pdf-worker'), { memoryBytes: 7, cpus: 1 });
    assert.deepEqual(
      connection.calls.filter((call) => call.startsWith('usage')),
      [],
    );
  });

  it('finds an image whose name stands for another, or for none', async () => {
    for (const [id, expected] of [
      ['sha256:2', 'other'],
      [undefined, 'gone'],
    ] as const) {
      const { read } = await setup({ sources: { imageId: () => Promise.resolve(ok(id)) } });
      const facts = await read(changeOf('pdf-worker', 3, 4));
      assert.deepEqual(facts.services.get('pdf-worker')?.drift?.image, { name: 'shop:1', now: expected });
    }
    const { read } = await setup({ sources: { imageId: () => Promise.resolve(fail(failure('timed-out'))) } });
    assert.equal((await read(changeOf('pdf-worker', 3, 4))).services.get('pdf-worker')?.drift?.image, undefined);
  });

  it('finds who holds a service, in this window and in others', async () => {
    const key: string[] = [];
    const locks: ServiceLocks = {
      acquire: () => Promise.reject(new Error('nobody acquires anything here')),
      holderOf: (asked) => Promise.resolve((key.push(asked), '/srv/other')),
    };
    const { read } = await setup({ locks });
    const facts = await read(changeOf('pdf-worker', 3, 4));
    assert.deepEqual(facts.services.get('pdf-worker')?.held, { holder: '/srv/other', operation: undefined });
    assert.deepEqual(key, [`e1|${workerId}`]);
  });

  it('is kept from a service by an operation of this context, and by none of another', async () => {
    const { world, read } = await setup();
    for (const [context, held] of [
      ['here', { holder: '', operation: 'op-1' }],
      ['prod', undefined],
    ] as const) {
      const services = [servicePlan({ serviceId: workerId, service: 'pdf-worker' })];
      const operations = [operationOf(operationPlan([scaleStage(3, 6, 'pdf-worker')], { context, services }))];
      world.store.update({ operations });
      assert.deepEqual((await read(changeOf('pdf-worker', 3, 4))).services.get('pdf-worker')?.held, held);
    }
  });

  it('knows what the rules have against fewer, as long as that is not too long ago', async () => {
    const { world, read } = await setup();
    const againstFewer = [{ refusal: 'business-hours', until: undefined }] as const;
    const policy = { signals: [], decision: decisionOf(), againstFewer, decidedAt: world.clock.now() };
    world.store.update({ policies: new Map([[workerId, policy]]) });
    assert.deepEqual((await read(changeOf('pdf-worker', 3, 2))).services.get('pdf-worker')?.refusals, againstFewer);
    await world.clock.advance(120_000);
    assert.equal((await read(changeOf('pdf-worker', 3, 2))).services.get('pdf-worker')?.refusals, undefined);
  });

  it('never fails, whoever else does', async () => {
    const broken = (): Promise<never> => Promise.reject(new Error('broken'));
    const { connection, read } = await setup({
      locks: { acquire: broken, holderOf: broken },
      sources: { footprint: broken, imageId: broken, fileDrift: broken },
    });
    connection.exec = broken;
    connection.readUsage = broken;
    const facts = await read(changeOf('backend', 1, 2));
    assert.equal(facts.host.availableBytes, undefined);
    assert.equal(facts.database?.ok, false);
    const { service, ...rest } = facts.services.get('backend') ?? assert.fail();
    assert.equal(service?.name, 'backend');
    assert.deepEqual(rest, { held: undefined, footprint: undefined, drift: undefined, refusals: undefined });
  });

  it('ends within five seconds where nothing answers', async function () {
    this.timeout(60_000);
    const silent = (): Promise<never> => new Promise(() => undefined);
    const { world, connection } = await setup();
    connection.exec = silent;
    connection.readUsage = silent;
    const reader = new GuardReader(
      world.store,
      () => Promise.resolve({ footprint: silent, imageId: silent, fileDrift: silent }),
      { acquire: silent, holderOf: silent },
      { protectedContexts: () => [], mayRun: () => true },
      world.clock,
    );
    const stack = findStack(world.store.state.snapshot ?? assert.fail(), stackId) ?? assert.fail();
    // A machine that is slow holds up one timer like the other.
    const later = AbortSignal.timeout(8000);
    const facts = await reader.read(stack, runbookFor(stack, []), [changeOf('backend', 1, 2)], connection, never);
    assert.ok(!later.aborted);
    assert.deepEqual([facts.host.problems.length, facts.database?.ok], [3, false]);
  });
});
