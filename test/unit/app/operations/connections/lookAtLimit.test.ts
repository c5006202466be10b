import assert from 'node:assert/strict';
import { lookAtLimit } from '../../../../../src/app/operations/connections/lookAtLimit.js';
import { canOverride } from '../../../../../src/core/operation/plan/overrides.js';
import { groupChanges } from '../../../../../src/core/operation/plan/groupChanges.js';
import type { OperationRequest } from '../../../../../src/core/operation/plan/operationRequest.js';
import { planOperation } from '../../../../../src/core/operation/plan/planOperation.js';
import { targetsOf } from '../../../../../src/core/operation/plan/targetsOf.js';
import { bundledRunbook } from '../../../../../src/core/runbook/bundledRunbook.js';
import { bundledProfiles } from '../../../../../src/core/runbook/bundled/profiles.js';
import { planScale } from '../../../../../src/core/scaling/planScale.js';
import { guardText } from '../../../../../src/view/words/guards/guardWords.js';
import { copyOfSettings } from '../../../../../src/core/scaling/connections/settingsCopy.js';
import { writeOneFile } from '../../../../../src/core/tar/oneFile.js';
import { containerRecord } from '../../../support/containerRecord.js';
import { replicas, stackOf, teamRecords } from '../../../support/stacks.js';
import { FakeConnection } from '../../support/fakeConnection.js';
import { FakeDatabase } from '../../support/fakeDatabase.js';
import { dockerContext } from '../../support/world.js';

const postgres = containerRecord('postgres', 1, { project: 'team' });

async function look(
  request: Partial<OperationRequest>,
  limit = 100,
  more: object = {},
  records = teamRecords(),
  altered?: number,
  prepare: (database: FakeDatabase, connection: FakeConnection) => void = () => undefined,
) {
  const stack = stackOf(...records);
  const connection = new FakeConnection(dockerContext('here'), new Map([[postgres.containerId, postgres]]));
  const database = new FakeDatabase(connection, postgres);
  Object.assign(database, { limit, beneath: limit, altered, more });
  prepare(database, connection);
  const full: OperationRequest = { kind: 'profile', stackId: stack.id, counts: {}, ...request };
  const asked = targetsOf(stack, bundledRunbook, full);
  assert.ok(asked.ok);
  const scales = asked.value.targets.map(({ service, count }) =>
    planScale(stack, bundledRunbook, service, count, 'auto', undefined),
  );
  const draft = { stack, runbook: bundledRunbook, request: full, scales, restarts: asked.value.restarts };
  const found = await lookAtLimit(draft, connection, !('untrusted' in more), new AbortController().signal);
  const plan = planOperation({
    ...draft,
    context: 'here',
    connections: found.stage,
    groups: groupChanges(scales, stack, bundledRunbook, false),
    roomFirst: false,
    guards: found.guards,
  });
  return { connection, plan, guards: found.guards.map(({ guard }) => [guard.verdict, guardText(guard)]) };
}

const stages = ({ plan }: Awaited<ReturnType<typeof look>>): readonly string[] =>
  plan.stages.flatMap((stage) => {
    if (stage.stage === 'observe') return [];
    return stage.stage === 'restart' ? [stage.service] : [`${stage.service} ${stage.from} ${stage.to}`];
  });
const profile = (id: string): Partial<OperationRequest> => {
  const found = bundledProfiles.find((each) => each.id === id);
  assert.ok(found);
  return { counts: found.counts, restart: found.restart };
};

describe('the limit of connections in a plan', () => {
  it('is raised first for 10x: 10 x 50 + 50', async () => {
    const made = await look({ ...profile('10x'), pace: 'direct' });
    assert.equal(stages(made)[0], 'postgres 100 550');
    assert.deepEqual([...stages(made)].sort(), ['backend 1 10', 'frontend 1 5', 'pdf-worker 3 30', 'postgres 100 550']);
    assert.deepEqual(made.guards, [
      [
        'warn',
        'postgres restarts, cutting 12 open connections, to allow 550 instead of 100 for 10 Backend x 50 + 50 = 550',
      ],
    ]);
    assert.equal(stages(await look(profile('10x')))[0], 'postgres 100 550', 'gradually, too');
  });

  it('is looked at once everybody has connected anew, before anything is added', async () => {
    const { plan } = await look(profile('10x'));
    assert.deepEqual(plan.stages[1], { stage: 'observe', forMs: 60_000, after: 'connections' });
    assert.equal(plan.stages[2]?.stage, 'scale');
    const { plan: direct } = await look({ ...profile('10x'), pace: 'direct' });
    assert.ok(direct.stages.every(({ stage }) => stage !== 'observe'));
    const { plan: alone } = await look({ kind: 'connections', connections: 200 });
    assert.deepEqual([alone.stages.length, alone.hasPaces], [1, false], 'the watch looks at what comes last');
  });

  it('is raised for 5x, and not for 2x, the anticipated spike with enough, or what opens no connections', async () => {
    assert.equal(stages(await look(profile('5x')))[0], 'postgres 100 300');
    assert.equal(stages(await look(profile('spike')))[0], 'postgres 100 200');
    for (const [id, limit] of [
      ['2x', 100],
      ['spike', 200],
      ['10x', 550],
      ['10x', 500],
      ['queue-500', 100],
    ] as const) {
      const made = await look(profile(id), limit);
      assert.ok(!stages(made).some((stage) => stage.startsWith('postgres')), id);
      assert.deepEqual(made.guards, [], id);
    }
  });

  it('asks no database where nothing that opens connections goes up', async () => {
    for (const made of [
      await look(profile('queue-500')),
      await look(profile('memory-pressure')),
      await look({ counts: { backend: 1 } }),
    ])
      assert.deepEqual(made.connection.calls, []);
  });

  it('blocks where it cannot be read and may have to be raised, and lets a person know better', async () => {
    const unknown = await look(profile('10x'), 100, { source: 7 });
    assert.equal(unknown.connection.calls.length, 1);
    assert.deepEqual(unknown.guards, [
      [
        'block',
        '10 Backend x 50 + 50 = 550 connections may be needed, and nothing would be raised first. The database could not be asked for its limit: it answers in a form that is not known',
      ],
    ]);
    assert.equal(canOverride(unknown.plan), true);
    assert.deepEqual(
      unknown.plan.guards.map(({ guard }) => guard.guard === 'database-limit' && 'service' in guard && guard.service),
      ['postgres'],
    );
    const untrusted = await look(profile('10x'), 100, { untrusted: true });
    assert.deepEqual([untrusted.connection.calls, untrusted.guards[0]?.[0]], [[], 'block']);
    const down = await look({ kind: 'baseline', counts: { backend: 1 } }, 100, { source: 7 });
    assert.deepEqual(down.guards, []);
  });

  it('is left where it cannot be raised, which blocks only where somebody asks for it', async () => {
    for (const made of [{ source: 7 }, { untrusted: true }]) {
      const asked = await look({ kind: 'connections', connections: 200 }, 100, made);
      assert.deepEqual([stages(asked), asked.guards[0]?.[0]], [[], 'block']);
    }
    const fixed = await look(profile('10x'), 100, { source: 'command line' });
    assert.match(
      fixed.guards[0]?.[1] ?? '',
      /^A limit of 550 connections cannot be set\. max_connections = 100 stands on the/,
    );
    assert.equal(fixed.guards[0]?.[0], 'warn');
    assert.ok(stages(fixed).includes('backend 1 3') && !stages(fixed).join().includes('postgres'));
  });

  it('is set alone where somebody asks for it, and blocks where it cannot be', async () => {
    const asked = await look({ kind: 'connections', connections: 200 });
    assert.deepEqual(stages(asked), ['postgres 100 200']);
    assert.deepEqual(
      asked.guards.map(([verdict]) => verdict),
      ['warn'],
    );
    assert.deepEqual(stages(await look({ kind: 'connections', connections: 100 })), []);
    const refused = await look({ kind: 'connections', connections: 20_000 });
    assert.deepEqual([stages(refused), refused.guards[0]?.[0]], [[], 'block']);
  });

  it('is taken back where it was written and is not in force, and is left where that can have no effect', async () => {
    const undo: Partial<OperationRequest> = { kind: 'undo', connections: 100 };
    const made = await look(undo, 100, {}, teamRecords(), 550);
    assert.deepEqual([stages(made), made.guards], [['postgres 550 100'], []], 'nothing restarts');
    const fixed = await look(undo, 100, { source: 'command line' }, teamRecords(), 550);
    assert.deepEqual([stages(fixed), fixed.guards], [[], []]);
  });

  describe('of a database that does not run since a change was interrupted', () => {
    const copy = copyOfSettings(
      writeOneFile({
        ...{ name: 'postgresql.auto.conf', mode: 0o600, uid: 70, gid: 70, changedAt: 1, content: new Uint8Array() },
      }) ?? new Uint8Array(),
      { from: 100, to: 9000 },
    )?.copy;
    assert.ok(copy);
    const keptSettings = { dataFolder: '/data', limit: 100, tried: 9000 };
    const undo: Partial<OperationRequest> = { kind: 'undo', connections: 100, keptSettings };
    const withPostgres = (changes: object) =>
      teamRecords().map((record) => (record.service === 'postgres' ? { ...record, ...changes } : record));
    const down = withPostgres({ state: 'exited' });
    const keep = (_: FakeDatabase, connection: FakeConnection): void =>
      void connection.files.set('/data/postgresql.auto.conf.scalebook', copy);

    it('is put back, and nothing else is done', async () => {
      const states = [down, withPostgres({ state: 'restarting' })];
      for (const records of states) {
        const made = await look(undo, 100, {}, records, undefined, keep);
        assert.deepEqual(made.plan.stages, [
          {
            ...{ stage: 'set-connections', serviceId: 'compose:team/postgres', service: 'postgres', title: 'postgres' },
            ...{ from: 9000, to: 100, dataFolder: '/data', putsBack: true },
            startedAt: { [postgres.containerId]: postgres.startedAt },
          },
        ]);
        assert.deepEqual(made.guards, [
          [
            'warn',
            'postgres does not run with the limit of 9000 that it was being given: its settings from before are put back, and it starts with 100. Nothing else is done',
          ],
        ]);
      }
      const resume: Partial<OperationRequest> = {
        ...{ ...profile('10x'), kind: 'resume', connections: 9000, keptSettings, waitMs: 1000 },
      };
      const { plan } = await look(resume, 100, {}, down, undefined, keep);
      assert.deepEqual(
        [stages(await look(resume, 100, {}, down, undefined, keep)), plan.stages.length],
        [['postgres 9000 100'], 1],
      );
      assert.deepEqual([plan.before, plan.after, plan.services], [{}, {}, []]);
    });

    it('is put back where it ends again and again, and not where it only does not answer', async () => {
      const silent = { source: 7 };
      const looping = withPostgres({ restarts: 2, health: 'starting' });
      assert.deepEqual(stages(await look(undo, 100, silent, looping, undefined, keep)), ['postgres 9000 100']);
      for (const records of [
        withPostgres({ restarts: 2, health: 'healthy' }),
        withPostgres({ restarts: 0, health: 'starting' }),
        withPostgres({ state: 'paused' }),
      ]) {
        const made = await look(undo, 100, silent, records, undefined, keep);
        assert.deepEqual([stages(made), made.guards[0]?.[0]], [[], 'block']);
      }
    });

    it('blocks where nothing is kept, and is an ordinary change where it answers', async () => {
      const nothing = await look(undo, 100, {}, down);
      assert.deepEqual([stages(nothing), nothing.guards[0]?.[0]], [[], 'block']);
      const other = { ...keptSettings, tried: 8000 };
      assert.deepEqual(stages(await look({ ...undo, keptSettings: other }, 100, {}, down, undefined, keep)), []);
      const untrusted = await look(undo, 100, { untrusted: true }, down, undefined, keep);
      assert.deepEqual(stages(untrusted), []);
      assert.deepEqual(stages(await look(undo, 9000, {}, teamRecords(), undefined, keep)), ['postgres 9000 100']);
    });
  });

  it('goes back only when all that uses it has gone down, and is not held up by what is open until then', async () => {
    const grown = [
      ...replicas('frontend', 1, { project: 'team' }),
      ...replicas('backend', 4, { project: 'team' }),
      ...replicas('pdf-worker', 3, { project: 'team' }),
      postgres,
    ];
    const undo: Partial<OperationRequest> = { kind: 'undo', counts: { backend: 1 }, connections: 100, pace: 'direct' };
    const made = await look(undo, 550, { open: 160 }, grown);
    assert.deepEqual(stages(made), ['backend 4 1', 'postgres 550 100']);
    assert.equal(
      stages(await look({ ...undo, pace: 'gradual' }, 550, { open: 160 }, grown)).at(-1),
      'postgres 550 100',
    );
    const alone = await look({ kind: 'undo', connections: 100 }, 550, { open: 160 }, grown);
    assert.deepEqual([stages(alone), alone.guards[0]?.[0]], [[], 'block']);
  });
});
