import assert from 'node:assert/strict';
import { failure } from '../../support/fakeConnection.js';
import { limitSetup, record, restarts, settled } from '../../support/limitSetup.js';

describe('SetConnections', () => {
  it('writes, restarts the database alone, and waits for its new limit', async () => {
    const { world, connection, database, steps, carryOut } = await limitSetup();
    const running = carryOut(550);
    await world.clock.advance(1000);
    assert.deepEqual([running.phase, running.value], ['fulfilled', undefined]);
    assert.deepEqual([database.limit, database.statements], [550, ['ALTER SYSTEM SET max_connections = 550']]);
    assert.deepEqual(steps, ['running', 'waiting-for-health', 'done']);
    assert.deepEqual(
      connection.calls.filter((call) => call.startsWith('restart')),
      ['restart postgres-1'],
    );
  });

  it('restarts nothing before it is written down that it will', async () => {
    const { world, connection, steps, carryOut } = await limitSetup();
    let write: () => void = () => undefined;
    const running = carryOut(550, 100, 'here', new Promise((resolve) => (write = resolve)));
    await world.clock.advance(1000);
    assert.deepEqual([steps, restarts(connection.calls)], [['running'], 0]);
    write();
    await world.clock.advance(1000);
    assert.deepEqual([running.value, running.phase, restarts(connection.calls)], [undefined, 'fulfilled', 1]);
  });

  it('leaves nothing behind where the file beneath says the same', async () => {
    const { world, database, carryOut } = await limitSetup();
    Object.assign(database, { limit: 550, altered: 550 });
    carryOut(100, 550);
    await world.clock.advance(1000);
    assert.deepEqual([database.limit, database.altered], [100, undefined]);
    assert.deepEqual(database.statements, ['ALTER SYSTEM RESET max_connections']);
  });

  it('does nothing where the limit is as wanted, or is another than in the plan', async () => {
    const { world, connection, database, faults, carryOut } = await limitSetup();
    Object.assign(database, { limit: 550, altered: 550 });
    assert.equal((await settled(world, carryOut(550)))?.value, undefined);
    const changed = await settled(world, carryOut(300));
    assert.deepEqual(changed?.value, { reason: 'connections', sentence: 'changed-meanwhile', restored: undefined });
    assert.deepEqual(faults, [{ fault: 'changed-meanwhile', limit: 550, from: 100 }]);
    assert.deepEqual([database.statements, restarts(connection.calls)], [[], 0]);
  });

  it('does nothing where something stands in the way, or nothing could be kept for the way back', async () => {
    const { world, connection, database, faults, carryOut } = await limitSetup();
    database.more = { isSuperuser: false };
    await settled(world, carryOut(550));
    database.more = {};
    connection.files.clear();
    await settled(world, carryOut(550));
    await settled(world, carryOut(550, 100, 'there'));
    connection.containers.delete(record('postgres').containerId);
    await settled(world, carryOut(550));
    assert.deepEqual(
      faults.map((fault) => (fault.fault === 'not-begun' ? fault.problem.problem : fault.fault)),
      ['no-right', 'no-copy', 'cannot-ask', 'not-running'],
    );
    assert.deepEqual([database.statements, restarts(connection.calls)], [[], 0]);
  });

  it('puts the file back and restarts where the database does not start with the limit', async () => {
    const { world, connection, database, faults, steps, carryOut } = await limitSetup();
    database.startsUpTo = 500;
    connection.log = ['FATAL:  could not map anonymous shared memory'];
    const running = await settled(world, carryOut(550));
    assert.deepEqual(running?.value, { reason: 'connections', sentence: 'not-back', restored: true });
    assert.deepEqual(faults, [
      {
        fault: 'not-back',
        to: 550,
        state: 'it ended with 1',
        lastLog: 'FATAL:  could not map anonymous shared memory',
      },
    ]);
    assert.deepEqual([database.limit, database.altered, restarts(connection.calls)], [100, undefined, 2]);
    assert.deepEqual(steps, ['running', 'waiting-for-health', 'failed']);
  });

  it('keeps a copy that leads back, also where the limit was written before', async () => {
    const { world, database, carryOut } = await limitSetup();
    Object.assign(database, { altered: 550, startsUpTo: 500 });
    const running = await settled(world, carryOut(550));
    assert.ok(running?.value?.reason === 'connections' && running.value.restored === true);
    assert.deepEqual([database.limit, database.altered], [100, undefined]);
    assert.deepEqual(database.statements, [
      'ALTER SYSTEM RESET max_connections',
      'ALTER SYSTEM SET max_connections = 550',
    ]);
  });

  it('takes back what somebody wrote who came no further, without a restart', async () => {
    const { world, database, connection, faults, steps, carryOut } = await limitSetup();
    database.altered = 550;
    assert.equal((await settled(world, carryOut(100, 550)))?.value, undefined);
    assert.deepEqual([database.altered, database.limit, restarts(connection.calls), steps], [undefined, 100, 0, []]);
    Object.assign(database, { altered: 550, refuses: true });
    const refused = await settled(world, carryOut(100, 550));
    assert.deepEqual(refused?.value, { reason: 'connections', sentence: 'not-written', restored: undefined });
    assert.deepEqual(faults, [{ fault: 'not-written', to: 100, detail: 'ERROR:  no room on the disk' }]);
  });

  it('says so where the old limit could not be put back', async () => {
    const { world, connection, database, carryOut } = await limitSetup();
    database.startsUpTo = 500;
    connection.onRestart = () => {
      database.start();
      connection.failures.set('archive', failure('interrupted'));
    };
    const running = await settled(world, carryOut(550));
    assert.deepEqual(running?.value, { reason: 'connections', sentence: 'not-back', restored: false });
  });

  it('goes back where the database comes back with another limit', async () => {
    const { world, database, connection, faults, carryOut } = await limitSetup();
    connection.onRestart = () => {
      database.start();
      if (database.altered !== undefined) database.limit = 120;
    };
    const running = await settled(world, carryOut(550));
    assert.deepEqual(faults, [{ fault: 'other-limit', to: 550, limit: 120 }]);
    assert.ok(running?.value?.reason === 'connections' && running.value.restored === true);
    assert.equal(database.limit, 100);
  });

  it('restarts nothing where the database refuses the statement', async () => {
    const { world, database, connection, faults, carryOut } = await limitSetup();
    database.refuses = true;
    const running = await settled(world, carryOut(550));
    assert.deepEqual(faults, [{ fault: 'not-written', to: 550, detail: 'ERROR:  no room on the disk' }]);
    assert.ok(running?.value?.reason === 'connections' && running.value.restored === true);
    assert.deepEqual([database.limit, restarts(connection.calls)], [100, 0]);
  });

  it('is cancelled before anything is written, or takes back what is written and not yet in force', async () => {
    const { world, database, connection, abort, carryOut } = await limitSetup();
    const release = connection.hold('exec');
    const running = carryOut(550);
    await world.clock.advance(10);
    abort.abort();
    release();
    await world.clock.advance(1000);
    assert.deepEqual(running.value, { reason: 'cancelled' });
    assert.deepEqual([database.altered, restarts(connection.calls)], [undefined, 0]);
  });

  it('takes back what it has written where it is cancelled just then', async () => {
    const { world, database, connection, abort, carryOut } = await limitSetup();
    const answer = connection.onExec;
    connection.onExec = (command, options) => {
      if (command.at(-1)?.startsWith('ALTER')) abort.abort();
      return answer(command, options);
    };
    const running = await settled(world, carryOut(550));
    assert.deepEqual(running?.value, { reason: 'cancelled' });
    assert.deepEqual(database.statements, ['ALTER SYSTEM SET max_connections = 550']);
    assert.deepEqual([database.limit, database.altered, restarts(connection.calls)], [100, undefined, 0]);
  });

  it('is carried through once the database restarts', async () => {
    const { world, database, connection, abort, carryOut } = await limitSetup();
    connection.onRestart = () => {
      abort.abort();
      database.start();
    };
    const running = await settled(world, carryOut(550));
    assert.deepEqual([running?.value, database.limit], [undefined, 550]);
  });

  it('waits for a database that takes its time, and not for ever', async () => {
    const { world, database, connection, faults, carryOut } = await limitSetup();
    const starting = (): void => {
      database.start();
      connection.containers.set(record('postgres').containerId, { ...record('postgres'), health: 'starting' });
    };
    connection.onRestart = starting;
    const running = carryOut(550);
    await world.clock.advance(60_000);
    assert.equal(running.phase, 'pending');
    database.start();
    await world.clock.advance(1000);
    assert.deepEqual([running.phase, running.value], ['fulfilled', undefined]);
    database.limit = 100;
    database.altered = undefined;
    const forever = carryOut(550);
    await world.clock.advance(400_000);
    assert.ok(forever.value?.reason === 'connections' && forever.value.restored === false);
    assert.deepEqual(
      faults.map((fault) => (fault.fault === 'not-back' ? fault.state : fault.fault)),
      ['starting'],
    );
  });
});
