import assert from 'node:assert/strict';
import type { Diagnosis } from '../../../src/core/diagnosis/diagnosis.js';
import { diagnosisSummary } from '../../../src/view/diagnosis/diagnosisSummary.js';
import { until } from '../support/connection.js';
import { firstOf, saidIn, type DiagnosisWorld } from './diagnosisWorld.js';
import { asked, connectionLimit, perReplica, serverWorld, Sessions } from './serverWorld.js';

/** Even the little that the spinner may have is late on a machine that is busy with tests. */
const busyMs = 90_000;

describe('troubles with real servers', function () {
  this.timeout(240_000);
  let world: DiagnosisWorld;
  let sessions: Sessions;
  let begunAt = 0;

  before(async () => {
    world = await serverWorld();
    begunAt = Date.now();
    sessions = new Sessions(world);
  });
  after(() => world.stop());

  it('nothing is named where nothing is wrong, and every server was asked', async () => {
    const diagnosis = await world.diagnose('web');
    assert.deepEqual(diagnosis.causes, [], JSON.stringify(diagnosis.causes, undefined, 1));
    assert.deepEqual(unseen(diagnosis), ['rules'], JSON.stringify(diagnosis.lookedAt));
  });

  it('from an untrusted workspace nothing is run, and nobody but the engine is asked', async () => {
    const diagnosis = await world.diagnose('web', false);
    assert.deepEqual(unseen(diagnosis), ['rules', 'machine', 'balancer', 'database', 'statements', 'redis']);
  });

  describe('connections', () => {
    afterEach(() => sessions.end());

    it('that are used up, with the arithmetic and its ways out', async () => {
      await sessions.open(connectionLimit - 3, 'SELECT pg_sleep(100)');
      const diagnosis = await world.found('backend', 'server-full');
      const cause = firstOf(diagnosis, 'connections-exhausted', 'server-full');
      assert.deepEqual(
        [cause.certainty, cause.limit, cause.open, cause.reserved, cause.clients, cause.perReplica],
        ['certain', connectionLimit, connectionLimit - 3, 3, 4, perReplica],
      );
      const ways = cause.remedies.map((remedy) => ('to' in remedy ? [remedy.remedy, remedy.to] : [remedy.remedy]));
      // 4 x 3 + 50; what leaves the reserve alone; (12 - 3 - 1) / 4.
      assert.deepEqual(ways, [['raise-connections', 62], ['scale', 2], ['smaller-pool', 2], ['open-logs']]);
      assert.match(
        diagnosisSummary(diagnosis),
        /^The database has no connection left: 9 are open, and the limit of 12 keeps 3 for administrators; 4 replicas of backend may open 3 each, 12 in all\./,
      );
    });

    it('of which not one is left for a question', async () => {
      await sessions.open(connectionLimit, 'SELECT pg_sleep(100)');
      await until('the database lets nobody in', async () => {
        const seen = await world.diagnose('backend');
        const isFull = seen.causes.some((cause) => cause.cause === 'server-full' && cause.limit === undefined);
        // Somebody else had a connection as these were opened, and one of them was refused for it.
        if (!isFull) await sessions.open(1, 'SELECT pg_sleep(100)');
        return isFull;
      });
      const cause = firstOf(await world.diagnose('backend'), 'connections-exhausted', 'server-full');
      assert.equal(cause.certainty, 'certain');
      assert.match(saidIn(cause), /too many clients|remaining connection slots/);
    });
  });

  describe('a database that holds everybody up', () => {
    before(() => world.project.compose('up', '--detach', '--wait', 'postgres'));
    afterEach(() => sessions.end());

    it('by a statement that takes long, shown without its values', async () => {
      await sessions.open(1, "SELECT pg_sleep(100), 'the secret'");
      const cause = firstOf(await world.found('web', 'slow-statements'), 'no-improvement', 'slow-statements');
      assert.equal(cause.count, 1);
      assert.ok(cause.longestMs >= 5000 && cause.longestMs < 30_000, `${cause.longestMs} ms`);
      assert.match(saidIn(cause), /^SELECT pg_sleep\(\?\), \?/m);
    });

    it('by a lock, with the session that holds it', async () => {
      const table = 'CREATE TABLE IF NOT EXISTS held (a int)';
      await sessions.open(1, table, 'BEGIN; LOCK TABLE held; SELECT pg_sleep(100)');
      await until('the lock is held', async () => (await locks(world)) > 0);
      await sessions.open(1, 'SELECT * FROM held WHERE a = 41');
      const cause = firstOf(await world.found('backend', 'waiting-for-locks'), 'no-improvement', 'waiting-for-locks');
      assert.deepEqual([cause.certainty, cause.count, typeof cause.holder], ['certain', 1, 'number']);
      assert.match(saidIn(cause), /WHERE a = \?/);
    });
  });

  it('a Redis that is full and throws keys away', async () => {
    const fill = `for i in $(seq 1 60); do redis-cli EVAL "for i=1,500 do redis.call('SET', KEYS[1]..i, string.rep('x', 200)) end" 1 key$i: > /dev/null; done`;
    await world.project.docker('exec', await world.id('redis'), 'sh', '-c', fill);
    const cause = firstOf(await world.diagnose('web'), 'no-improvement', 'redis-full');
    assert.deepEqual([cause.certainty, cause.maxBytes], ['certain', 4 * 1024 ** 2]);
    const evicted = cause.evidence.find(({ shows }) => shows === 'redis-evicted');
    assert.ok((evicted?.value ?? 0) > 0, JSON.stringify(cause.evidence));
    await world.project.docker('exec', await world.id('redis'), 'redis-cli', 'FLUSHALL');
  });

  it('another service that is the bottleneck, and a limit of one’s own', async () => {
    await world.project.compose('up', '--detach', '--no-recreate', '--no-deps', '--scale', 'spinner=1', 'spinner');
    const elsewhere = firstOf(
      await world.found('web', 'bottleneck-elsewhere', busyMs),
      'no-improvement',
      'bottleneck-elsewhere',
    );
    assert.deepEqual([elsewhere.service, elsewhere.part], ['spinner', 'cpu']);
    const own = firstOf(await world.found('spinner', 'limit-reached', busyMs), 'no-improvement', 'limit-reached');
    assert.ok(own.percent > 85 && own.percent < 130, `${own.percent} %`);
    await world.project.docker('rm', '--force', await world.id('spinner'));
  });

  describe('a balancer', () => {
    // It takes a moment to find a replica, and is given that long.
    before(() => new Promise((resolve) => setTimeout(resolve, Math.max(0, 16_000 - (Date.now() - begunAt)))));

    const nameWeb = (balancerName: string): void =>
      world.useRunbook({
        verification: { ...world.runbook.verification, services: { web: { ...asked, balancerName } } },
      });

    it('whose list lacks a replica', async () => {
      nameWeb('short');
      const cause = firstOf(await world.found('web', 'not-listed'), 'uneven-load', 'not-listed');
      assert.deepEqual([cause.certainty, cause.listed, cause.ready, cause.replicas.length], ['certain', 1, 2, 1]);
      nameWeb('web');
      assert.deepEqual((await world.diagnose('web')).causes, []);
    });

    it('with a server that was drained, by name', async () => {
      const url = world.runbook.verification.balancer?.url ?? '';
      await fetch(url, { method: 'POST', body: new URLSearchParams({ s: 'replica2', action: 'drain', b: 'web' }) });
      const diagnosis = await world.found('web', 'server-away');
      const cause = firstOf(diagnosis, 'uneven-load', 'server-away');
      assert.deepEqual([cause.certainty, cause.state, cause.replicas.length], ['certain', 'DRAIN', 1]);
      assert.match(diagnosisSummary(diagnosis), /^balancer sends nothing to web-[12]: its list says DRAIN\./);
    });
  });
});

const unseen = ({ lookedAt }: Diagnosis): readonly string[] =>
  lookedAt.filter(({ problem }) => problem).map(({ part }) => part);

async function locks(world: DiagnosisWorld): Promise<number> {
  const ask = "SELECT count(*) FROM pg_locks WHERE relation = to_regclass('held') AND mode = 'AccessExclusiveLock'";
  const id = await world.id('postgres');
  return Number(await world.project.docker('exec', id, 'psql', '-U', 'schedgen', '-d', 'schedgen', '-Atc', ask));
}
