import assert from 'node:assert/strict';
import { LimitWorld } from './limitWorld.js';

/** Less address space than the shared memory of thousands of connections takes, while the engine knows of no bound. */
const narrow = 'ulimit -v 450000;';

for (const restart of ['unless-stopped', 'no'])
  describe(`a limit that a real PostgreSQL does not start with, restart: ${restart}`, () => {
    let world: LimitWorld;

    before(async () => {
      world = await LimitWorld.start({ restart }, '', narrow);
    });
    after(() => world.stop());

    it('is put back, and the database answers again', async () => {
      await world.psql('CREATE TABLE kept (id int)');
      const before = await world.startedAt();
      const problem = await world.set(9000);
      assert.ok(problem?.reason === 'connections');
      assert.equal(problem.restored, true, problem.sentence);
      assert.match(problem.sentence, /With a limit of 9000 the database did not come back .*memory/);
      assert.equal(await world.limit(), '100');
      assert.equal(await world.psql('SELECT count(*) FROM kept'), '0');
      assert.equal(await world.psql("SELECT count(*) FROM pg_file_settings WHERE setting = '9000'"), '0');
      assert.deepEqual(world.steps, ['running', 'waiting-for-health', 'failed']);
      const { postgres: _, ...others } = await world.startedAt();
      const { postgres: __, ...othersBefore } = before;
      assert.deepEqual(others, othersBefore);
    });

    it('is put back, too, where it had been written before and the rest was cut short', async () => {
      await world.psql('ALTER SYSTEM SET max_connections = 9000');
      const problem = await world.set(9000);
      assert.ok(problem?.reason === 'connections' && problem.restored === true);
      assert.equal(await world.limit(), '100');
    });

    it('leaves the way open for one that it starts with', async () => {
      assert.equal(await world.set(200), undefined);
      assert.equal(await world.limit(), '200');
    });
  });

describe('a limit that stands on the command line of a real PostgreSQL', () => {
  let world: LimitWorld;

  before(async () => {
    world = await LimitWorld.start({ mem_limit: '256m' }, '-c max_connections=100 -c shared_buffers=32MB');
  });
  after(() => world.stop());

  it('is refused before anything is changed', async () => {
    const refused = await world.plan(200);
    const overruled = { problem: 'overruled', limit: 100, source: 'command line' };
    assert.deepEqual(refused.ok ? undefined : refused.error, overruled);
    const problem = await world.carryOut({
      stage: 'set-connections',
      serviceId: `${world.stackId}/postgres`,
      service: 'postgres',
      title: 'postgres',
      from: 100,
      to: 200,
    });
    assert.ok(problem?.reason === 'connections' && problem.restored === undefined);
    assert.match(problem.sentence, /command line.*not changed/);
    assert.equal(await world.psql("SELECT count(*) FROM pg_file_settings WHERE setting = '200'"), '0');
  });
});

describe('a limit of a real PostgreSQL with little memory', () => {
  let world: LimitWorld;

  before(async () => {
    world = await LimitWorld.start({ mem_limit: '256m' }, '-c shared_buffers=32MB');
  });
  after(() => world.stop());

  it('is refused beyond what its open connections would take, and set within', async () => {
    const refused = await world.plan(200);
    assert.ok(!refused.ok && refused.error.problem === 'memory');
    assert.equal(refused.error.largest, 149, '(256 MiB - 32 MiB) / 1.5 MiB');
    assert.equal(await world.set(149), undefined);
    assert.equal(await world.limit(), '149');
  });
});
