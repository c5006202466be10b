import assert from 'node:assert/strict';
import { value } from '../support/connection.js';
import { LimitWorld } from './limitWorld.js';

const autoConf = 'cat /var/lib/postgresql/data/cluster/postgresql.auto.conf';

describe('the limit of connections of a real PostgreSQL', () => {
  let world: LimitWorld;

  before(async () => {
    world = await LimitWorld.start();
  });
  after(() => world.stop());
  beforeEach(() => {
    world.faults.length = 0;
    world.steps.length = 0;
  });

  const settings = async (): Promise<string> => {
    const [id = ''] = await world.project.containerIds('postgres');
    return world.project.docker('exec', id, 'sh', '-c', autoConf);
  };

  it('is raised, verified, and nothing but the database is restarted', async () => {
    const before = await world.startedAt();
    assert.equal(await world.limit(), '100');
    const stage = value(await world.plan(200));
    assert.deepEqual([stage?.service, stage?.from, stage?.to], ['postgres', 100, 200]);
    assert.equal(await world.set(200), undefined);
    assert.equal(await world.limit(), '200');
    assert.deepEqual(world.steps, ['running', 'waiting-for-health', 'done']);
    const { postgres, ...others } = await world.startedAt();
    const { postgres: postgresBefore, ...othersBefore } = before;
    assert.deepEqual(others, othersBefore);
    assert.ok((postgres ?? '') > (postgresBefore ?? ''), 'the database was restarted');
    assert.match(await settings(), /^max_connections = '200'$/m);
  });

  it('is left alone where it is as asked for, also in a plan from before', async () => {
    const before = await world.startedAt();
    assert.equal(value(await world.plan(200)), undefined);
    const stale = { stage: 'set-connections', serviceId: '', service: 'postgres', title: '' } as const;
    assert.equal(await world.carryOut({ ...stale, from: 100, to: 200 }), undefined);
    const problem = await world.carryOut({ ...stale, from: 150, to: 300 });
    assert.ok(problem?.reason === 'connections' && problem.restored === undefined);
    assert.match(problem.sentence, /limit is 200 by now, not 150/);
    assert.deepEqual(await world.startedAt(), before);
    assert.equal(await world.limit(), '200');
  });

  it('goes back, and leaves nothing behind where the file itself says so', async () => {
    assert.equal(await world.set(100), undefined);
    assert.equal(await world.limit(), '100');
    assert.doesNotMatch(await settings(), /max_connections/);
  });

  it('comes to the restart alone where it was written and the rest was cut short', async () => {
    await world.psql('ALTER SYSTEM SET max_connections = 300');
    assert.equal(await world.limit(), '100');
    const stage = value(await world.plan(300));
    assert.deepEqual([stage?.from, stage?.to], [100, 300]);
    assert.equal(await world.set(300), undefined);
    assert.equal(await world.limit(), '300');
    assert.equal(value(await world.plan(300)), undefined);
    assert.equal(await world.set(100), undefined);
  });

  it('is not set below what is open', async () => {
    const sleepers = Promise.allSettled([1, 2, 3].map(() => world.psql('SELECT pg_sleep(6)')));
    await new Promise((resolve) => setTimeout(resolve, 2000));
    const refused = await world.plan(4);
    assert.deepEqual(refused.ok ? undefined : refused.error, { problem: 'in-use', open: 3, reserved: 3 });
    await sleepers;
  });

  it('is not set by a restart that would bring more, or fail', async () => {
    await world.psql("ALTER SYSTEM SET shared_buffers = '32MB'");
    const more = await world.plan(200);
    assert.deepEqual(more.ok ? undefined : more.error, { problem: 'others-wait', settings: ['shared_buffers'] });
    await world.psql('ALTER SYSTEM RESET shared_buffers');
    const [id = ''] = await world.project.containerIds('postgres');
    const conf = '/var/lib/postgresql/data/cluster/postgresql.conf';
    await world.project.docker(
      'exec',
      id,
      'sh',
      '-c',
      `cp -p ${conf} /tmp/conf && echo "max_connections 12 =" >> ${conf}`,
    );
    const broken = await world.plan(200);
    assert.deepEqual(broken.ok ? undefined : broken.error, { problem: 'unreadable-settings' });
    await world.project.docker('exec', id, 'sh', '-c', `cat /tmp/conf > ${conf}`);
    assert.ok((await world.plan(200)).ok);
  });

  it('is not set by a user who may not, nor beyond what has room', async () => {
    await world.psql('CREATE ROLE app LOGIN');
    const { bundledRunbook } = await import('../../../src/core/runbook/bundledRunbook.js');
    assert.ok(bundledRunbook.postgres);
    world.useRunbook({
      ...bundledRunbook,
      stack: world.project.name,
      postgres: { ...bundledRunbook.postgres, user: 'app' },
    });
    const refused = await world.plan(200);
    assert.deepEqual(refused.ok ? undefined : refused.error, { problem: 'no-right', user: 'app' });
    world.store.update({ runbooks: [] });
    const absurd = await world.plan(10_001);
    assert.equal(absurd.ok ? undefined : absurd.error.problem, 'too-many');
  });
});
