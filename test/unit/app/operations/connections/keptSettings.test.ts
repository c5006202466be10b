import assert from 'node:assert/strict';
import { limitSetup, record, restarts, settled } from '../../support/limitSetup.js';

describe('the settings that are kept while a limit is set', () => {
  it('keeps the settings beside them before anything is written, and until the new limit is proven', async () => {
    const { world, connection, database, carryOut } = await limitSetup();
    const seen: unknown[] = [];
    const answer = connection.onExec;
    connection.onExec = (command, options) => {
      if (command.at(-1)?.startsWith('ALTER')) seen.push(['written', database.kept]);
      return answer(command, options);
    };
    connection.onRestart = () => {
      seen.push(['restarted', database.kept]);
      database.start();
    };
    assert.equal((await settled(world, carryOut(550)))?.value, undefined);
    const kept = '\n# Kept by Scalebook before max_connections was to go from 100 to 550.\n';
    assert.deepEqual(seen, [
      ['written', kept],
      ['restarted', kept],
    ]);
    assert.equal(database.kept, undefined);
  });

  it('makes the copy one that leads nowhere where the container has no way to delete it', async () => {
    const { world, database, carryOut } = await limitSetup();
    database.hasRm = false;
    assert.equal((await settled(world, carryOut(550)))?.value, undefined);
    assert.equal(database.kept, '');
  });

  it('keeps nothing once it is taken back, and keeps it where the way back failed', async () => {
    const refused = await limitSetup();
    refused.database.refuses = true;
    await settled(refused.world, refused.carryOut(550));
    const failed = await limitSetup();
    failed.database.startsUpTo = 500;
    await settled(failed.world, failed.carryOut(550));
    const stuck = await limitSetup();
    stuck.database.startsUpTo = 50;
    const problem = await settled(stuck.world, stuck.carryOut(550));
    assert.ok(problem?.value?.reason === 'connections' && problem.value.restored === false);
    assert.deepEqual([refused.database.kept, failed.database.kept], [undefined, undefined]);
    assert.match(stuck.database.kept ?? '', /from 100 to 550/);
  });

  it('puts the settings back of a database that does not run, and starts it', async () => {
    const { world, connection, database, steps, carryOut, putBack } = await limitSetup();
    database.startsUpTo = 50;
    await settled(world, carryOut(550));
    // As a window leaves it that is killed after the restart.
    database.altered = 550;
    database.startsUpTo = 500;
    steps.length = 0;
    const calls = connection.calls.length;
    assert.equal((await settled(world, putBack(550)))?.value, undefined);
    assert.deepEqual([database.limit, database.altered, database.kept], [100, undefined, undefined]);
    assert.deepEqual(steps, ['running', 'waiting-for-health', 'done']);
    assert.equal(restarts(connection.calls.slice(calls)), 1);
  });

  it('starts nothing where nothing leads back, and leaves one alone that runs by now', async () => {
    const { world, connection, database, faults, carryOut, putBack } = await limitSetup();
    database.startsUpTo = 50;
    await settled(world, carryOut(550));
    faults.length = 0;
    const calls = connection.calls.length;
    await settled(world, putBack(551));
    await settled(world, putBack(550, '/elsewhere'));
    assert.deepEqual(
      faults.map((fault) => (fault.fault === 'not-put-back' ? fault.detail : fault.fault)),
      [
        'no settings are kept from before this change',
        `${record('postgres').containerId} has no /elsewhere/postgresql.auto.conf.scalebook`,
      ],
    );
    database.startsUpTo = 10_000;
    database.altered = 550;
    database.start();
    await settled(world, putBack(550));
    assert.deepEqual(faults.at(-1), { fault: 'changed-meanwhile', limit: 550, from: 100 });
    assert.deepEqual([restarts(connection.calls.slice(calls)), database.limit], [0, 550]);
    database.altered = undefined;
    database.start();
    assert.equal((await settled(world, putBack(550)))?.value, undefined);
    assert.deepEqual([restarts(connection.calls.slice(calls)), database.kept], [0, undefined]);
  });

  it('are let go of where the limit turned out to be in force, and of none that does not run', async () => {
    const { world, database, connection, setter, carryOut } = await limitSetup();
    database.startsUpTo = 50;
    await settled(world, carryOut(550));
    const place = { stackId: 'compose:team', context: 'here' };
    const stage = {
      stage: 'set-connections',
      ...{ serviceId: 'compose:team/postgres', service: 'postgres', title: 'postgres' },
      ...{ from: 100, to: 550, dataFolder: '/data' },
    } as const;
    await setter.forget(place, stage);
    assert.match(database.kept ?? '', /from 100 to 550/);
    Object.assign(database, { startsUpTo: 10_000, altered: 550 });
    database.start();
    await setter.forget({ ...place, context: 'there' }, stage);
    assert.match(database.kept ?? '', /from 100 to 550/);
    const calls = connection.calls.length;
    await setter.forget(place, stage);
    assert.deepEqual([database.kept, restarts(connection.calls.slice(calls))], [undefined, 0]);
  });

  it('says so where the database does not run with its old settings either', async () => {
    const { world, database, carryOut, putBack } = await limitSetup();
    database.startsUpTo = 50;
    await settled(world, carryOut(550));
    const problem = await settled(world, putBack(550));
    assert.deepEqual(problem?.value, { reason: 'connections', sentence: 'not-back', restored: undefined });
    assert.match(database.kept ?? '', /from 100 to 550/);
  });
});
