import assert from 'node:assert/strict';
import { Diagnoser } from '../../../../src/app/diagnosis/diagnoser.js';
import { Demand } from '../../../../src/app/live/demand.js';
import type { DiagnoserNeeds } from '../../../../src/app/diagnosis/diagnoserNeeds.js';
import type { Diagnosis } from '../../../../src/core/diagnosis/diagnosis.js';
import type { Part } from '../../../../src/core/diagnosis/part.js';
import type { VerificationSources } from '../../../../src/app/verification/ports.js';
import type { CheckProblem } from '../../../../src/core/verification/check.js';
import { fail, ok } from '../../../../src/util/result.js';
import { detailsOf } from '../../support/observations.js';
import { teamRecords } from '../../support/stacks.js';
import { failure, type FakeConnection } from '../support/fakeConnection.js';
import { watch } from '../support/watch.js';
import { World } from '../support/world.js';

const stackId = 'compose:team';
const meminfo = 'MemTotal: 7812500 kB\nMemAvailable: 4000000 kB\n1.00 1.00 1.00 1/2 3\n';
const stat = 'cpu 1 0 0 1000 0\ncpu0 1 0\ncpu1 1 0\ncpu2 1 0\ncpu3 1 0\n';
const limit = { limit: 100, source: 'default', isSuperuser: true, isAlterable: true, isStandby: false, followers: 0 };
const answers: Readonly<Record<string, string>> = {
  df: 'overlay 9000000 1000000 8000000 12% /\n',
  cat: meminfo + stat,
  'redis-cli': 'used_memory:100\nmaxmemory:1000\n',
};
const psql = (statement: string): string =>
  statement.includes("'isSuperuser'")
    ? JSON.stringify({ ...limit, open: 12, foreign: 0, reserved: 3, sharedBuffersBytes: 1, dataFolder: null })
    : JSON.stringify({ active: 1, idle: 0, idleInTransaction: 0, statements: [], idleTransactions: [] });

const balancers: Pick<VerificationSources, 'traefikServices' | 'haproxyServices'> = {
  traefikServices: () => Promise.resolve(fail('it answers HTTP 404')),
  haproxyServices: () => Promise.resolve(ok([{ name: 'backend', isSticky: false, servers: [] }])),
};

async function setup(changes: Partial<DiagnoserNeeds> = {}, asked: Partial<typeof balancers> = {}) {
  const world = new World();
  world.add('here', ...teamRecords());
  world.prepare = (connection) => {
    connection.onExec = (command) => {
      const [program = ''] = command;
      const stdout = program === 'psql' ? psql(command.at(-1) ?? '') : (answers[program] ?? '');
      return { exitCode: 0, stdout, stderr: '' };
    };
  };
  const connection = await world.connected();
  const diagnoser = new Diagnoser({
    session: world.session,
    store: world.store,
    needs: [],
    clock: world.clock,
    sources: () =>
      Promise.resolve({
        details: () => Promise.resolve(ok(teamRecords().map((record) => detailsOf(record)))),
        diskUse: () => Promise.reject(new Error('nobody asks for it')),
        ends: () => Promise.resolve(ok([])),
      }),
    guardSources: () =>
      Promise.resolve({
        footprint: () => Promise.reject(new Error('nobody asks for it')),
        imageId: () => Promise.resolve(ok('sha256:1')),
        fileDrift: () => Promise.reject(new Error('nobody asks for it')),
      }),
    verificationSources: () => Promise.resolve({ ...balancers, ...asked } as VerificationSources),
    readRunbooks: () => Promise.resolve(),
    loadJournal: () => Promise.resolve(),
    mayRun: () => true,
    ...changes,
  });
  const run = async (service = 'backend', signal = new AbortController().signal): Promise<Diagnosis> => {
    const running = watch(diagnoser.run(stackId, service, signal));
    for (let turn = 0; running.phase === 'pending' && turn < 40; turn += 1) await world.clock.advance(500);
    if (running.phase === 'rejected') throw running.error;
    const made = running.value ?? assert.fail('still running');
    assert.ok(made.ok, JSON.stringify(made));
    return made.value;
  };
  return { world, connection, diagnoser, run };
}

const problemsOf = ({ lookedAt }: Diagnosis): Partial<Record<Part, CheckProblem['reason']>> =>
  Object.fromEntries(lookedAt.flatMap(({ part, problem }) => (problem ? [[part, problem.reason]] : [])));

const ran = (connection: FakeConnection): readonly string[] => connection.calls.filter((call) => /^exec/.test(call));

describe('Diagnoser', () => {
  it('looks at every part that there is, and changes nothing', async () => {
    const { run, connection } = await setup();
    const diagnosis = await run();
    assert.deepEqual(
      diagnosis.lookedAt.map(({ part }) => part),
      [
        ...['replicas', 'containers', 'ends', 'logs', 'rules', 'use', 'machine', 'images'],
        ...['balancer', 'database', 'statements', 'redis'],
      ],
    );
    // Nobody has looked with the rules, and no usage was sampled here.
    assert.deepEqual(problemsOf(diagnosis), { rules: 'timed-out', use: 'too-few' });
    assert.ok(!connection.calls.some((call) => /^(restart|put)/.test(call)));
  });

  it('asks for a balancer, a database and a Redis only where there are some', async () => {
    const { run, world } = await setup();
    world.engines['here']?.clear();
    world.add('here', ...teamRecords().filter(({ service }) => service === 'backend'));
    world.store.update({ runbooks: [] });
    const diagnosis = await run();
    assert.ok(!diagnosis.lookedAt.some(({ part }) => ['redis', 'balancer', 'database'].includes(part)));
  });

  it('runs nothing in an untrusted workspace, and asks nobody but the engine', async () => {
    const refuse = (): never => assert.fail('nobody is asked');
    const { run, connection } = await setup({ mayRun: () => false, verificationSources: refuse });
    const problems = problemsOf(await run());
    for (const part of ['machine', 'balancer', 'database', 'statements', 'redis'] as const)
      assert.equal(problems[part], 'untrusted', part);
    assert.deepEqual(ran(connection), []);
  });

  it('says of each part why it could not be looked at, and goes on with the rest', async () => {
    const { run, connection } = await setup(
      {
        sources: () => Promise.reject(new Error('the bundle is broken')),
        loadJournal: () => Promise.reject(new Error('the disk is full')),
      },
      { haproxyServices: () => Promise.resolve(fail('it answers HTTP 500')) },
    );
    connection.failures.set('logs', failure('refused', 'no log driver'));
    const diagnosis = await run();
    const detail = (part: Part): unknown => diagnosis.lookedAt.find((looked) => looked.part === part)?.problem;
    assert.deepEqual(detail('containers'), { reason: 'unreachable', detail: 'the bundle is broken' });
    assert.deepEqual(detail('operation'), { reason: 'unreachable', detail: 'the disk is full' });
    assert.match(JSON.stringify(detail('balancer')), /as HAProxy: it answers HTTP 500/);
    assert.deepEqual(detail('logs'), { reason: 'unreachable', detail: 'no log driver' });
    assert.equal(detail('images'), undefined);
  });

  it('has the engine add up its disk where it says that the disk is full, and nowhere else', async () => {
    const use = { imagesBytes: 7e9, stoppedBytes: 0, volumesBytes: 0, buildCacheBytes: 0 };
    const error = 'write /var/lib/docker: no space left on device';
    const full = teamRecords().map((record) =>
      record.service === 'backend' ? ({ ...record, state: 'created', health: 'none', error } as const) : record,
    );
    const { run, world } = await setup({
      sources: () =>
        Promise.resolve({
          details: () => Promise.resolve(ok([])),
          diskUse: () => Promise.resolve(ok(use)),
          ends: () => Promise.resolve(ok([])),
        }),
    });
    assert.ok(!(await run()).lookedAt.some(({ part }) => part === 'disk'));
    world.engines['here']?.clear();
    world.add('here', ...full);
    const diagnosis = await run();
    assert.ok(diagnosis.lookedAt.some(({ part, problem }) => part === 'disk' && problem === undefined));
    const [cause] = diagnosis.causes;
    assert.equal(cause?.evidence.find(({ shows }) => shows === 'unused-images')?.value, 7e9);
  });

  it('takes a database that lets nobody in for evidence', async () => {
    const { run, connection } = await setup();
    const usual = connection.onExec;
    connection.onExec = (command, options) =>
      command[0] === 'psql'
        ? { exitCode: 2, stdout: '', stderr: 'psql: error: FATAL:  sorry, too many clients already\n' }
        : usual(command, options);
    const [cause] = (await run()).causes;
    assert.equal(cause?.cause, 'server-full');
  });

  it('takes what a log says of lately, by the clock of its engine, and of one that has ended what it said at last', async () => {
    const line = (minutesAgo: number, text: string) => ({ minutesAgo, text });
    const causesOf = async (
      lines: readonly ReturnType<typeof line>[],
      aheadMs: number,
      state: 'running' | 'exited',
    ) => {
      const { run, connection, world } = await setup({ mayRun: () => false });
      if (state === 'exited') {
        world.engines['here']?.clear();
        world.add('here', ...teamRecords().map((record) => ({ ...record, state, exitCode: 1 }) as const));
      }
      const engineNow = () => world.clock.now() + aheadMs;
      connection.time = engineNow;
      connection.timedLog = () =>
        lines.map(({ minutesAgo, text }) => ({
          at: engineNow() - minutesAgo * 60_000,
          text,
          stream: 'stderr' as const,
        }));
      return (await run()).causes.map(({ cause }) => cause);
    };
    const full = 'FATAL: sorry, too many clients already';
    for (const aheadMs of [0, -60 * 60_000, 60 * 60_000]) {
      assert.deepEqual(await causesOf([line(30, full)], aheadMs, 'running'), []);
      assert.deepEqual(await causesOf([line(5, full)], aheadMs, 'running'), ['server-full']);
    }
    const ofOld = await causesOf([line(15, full), line(3, 'bye')], 0, 'exited');
    assert.ok(!ofOld.includes('server-full'), ofOld.join());
    assert.ok((await causesOf([line(14, full), line(6, 'bye')], 0, 'exited')).includes('server-full'));
  });

  it('says that it does not know which lines are of now where the engine does not tell its time', async () => {
    const { run, connection } = await setup();
    connection.failures.set('time', failure('refused', 'it tells no time'));
    const { lookedAt } = await run();
    const detail = (part: Part): string => JSON.stringify(lookedAt.find((looked) => looked.part === part)?.problem);
    for (const part of ['logs', 'ends'] as const) assert.match(detail(part), /clock of the engine.*tells no time/);
  });

  it('ends when it is cancelled, with what was found by then', async () => {
    const { world, diagnoser, connection } = await setup();
    connection.hold('exec');
    const abort = new AbortController();
    const running = watch(diagnoser.run(stackId, 'backend', abort.signal));
    for (let turn = 0; turn < 10; turn += 1) await world.clock.advance(500);
    assert.equal(running.phase, 'pending');
    abort.abort();
    for (let turn = 0; turn < 10; turn += 1) await world.clock.advance(500);
    const made = running.value ?? assert.fail('it did not end');
    const problems = made.ok ? problemsOf(made.value) : assert.fail();
    assert.equal(problems.database, 'cancelled');
    assert.equal(problems.containers, undefined);
  });

  it('says that the stack or the service is gone', async () => {
    const { diagnoser } = await setup();
    const signal = new AbortController().signal;
    assert.deepEqual(
      await diagnoser.run('compose:gone', 'x', signal),
      fail({ reason: 'no-stack', stack: 'compose:gone' }),
    );
    assert.deepEqual(await diagnoser.run(stackId, 'x', signal), fail({ reason: 'no-service', service: 'x' }));
  });

  it('has the rules look while it looks, and lets go of them', async () => {
    const demand = new Demand();
    const wanted: boolean[] = [];
    demand.onDidChange(() => wanted.push(demand.wanted));
    const { run, world } = await setup({ needs: [demand] });
    // A service that does not run has nothing for the rules to look at, and is not waited for.
    world.engines['here']?.clear();
    world.add('here', ...teamRecords().map((record) => ({ ...record, state: 'exited', exitCode: 0 }) as const));
    await run();
    assert.deepEqual(wanted, [true, false]);
  });
});
