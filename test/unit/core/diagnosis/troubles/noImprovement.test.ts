import assert from 'node:assert/strict';
import { diagnose } from '../../../../../src/core/diagnosis/diagnose.js';
import { ok } from '../../../../../src/util/result.js';
import { observations, teamReplica } from '../../../support/observations.js';
import { troublesOf } from '../../../support/troublesOf.js';
import { scaledUp } from '../lastOperations.js';
import { first, mebibyte, only, remedies, shows, well } from './only.js';

describe('no improvement', () => {
  const slow = { pid: 41, ageMs: 62_000, text: 'SELECT ? FROM big', by: 'backend', blockedBy: [] };
  const activity = (statements: readonly (typeof slow | { blockedBy: readonly number[] })[]) =>
    ok({
      ...{ active: 2, idle: 1, idleInTransaction: 1 },
      statements: statements.map((statement, index) => ({ ...slow, pid: 41 + index, ...statement })),
      idleTransactions: [{ pid: 40, ageMs: 90_000, by: 'psql' }],
    });

  it('names statements that take long, how many and for how long', () => {
    const seen = observations(well('backend', 3), { statements: activity([slow, { ...slow, ageMs: 100 }]) });
    const cause = first(only('no-improvement', seen), 'slow-statements');
    assert.deepEqual([cause.count, cause.longestMs, cause.certainty], [1, 62_000, 'likely']);
  });

  it('names the session that holds the lock that others wait for', () => {
    const seen = observations(well('backend', 3), {
      statements: activity([{ blockedBy: [40] }, { blockedBy: [41, 40] }]),
    });
    const cause = first(only('no-improvement', seen), 'waiting-for-locks');
    assert.deepEqual([cause.count, cause.holder, cause.certainty], [2, 40, 'certain']);
    assert.ok(shows(cause).includes('idle-transaction'));
  });

  it('names a Redis that is full, certain where it shows', () => {
    const redis = (changes: object) =>
      ok([
        {
          ...{ service: 'redis', title: 'redis', usedBytes: 127 * mebibyte, maxBytes: 128 * mebibyte },
          ...{ policy: 'allkeys-lru', evictedKeys: 120, refusedWrites: 0, rejectedConnections: 0, ...changes },
        },
      ]);
    const cause = first(only('no-improvement', observations(well('backend', 1), { redis: redis({}) })), 'redis-full');
    assert.deepEqual([cause.certainty, shows(cause)], ['certain', ['redis-memory', 'redis-evicted']]);
    const quiet = only('no-improvement', observations(well('backend', 1), { redis: redis({ evictedKeys: 0 }) }));
    assert.equal(quiet[0]?.certainty, 'likely');
    for (const none of [{ usedBytes: 60 * mebibyte }, { maxBytes: undefined }])
      assert.deepEqual(diagnose(observations(well('backend', 1), { redis: redis(none) })).causes, []);
  });

  const limits = { cpus: 0.5, memoryBytes: 256 * mebibyte };

  it('names the limit of the service’s own replicas', () => {
    const full = { record: teamReplica('backend', 1, { limits }), use: { cpus: 0.49, memoryBytes: mebibyte } };
    const cause = first(only('no-improvement', observations([full])), 'limit-reached');
    assert.deepEqual([cause.part, Math.round(cause.percent)], ['cpu', 98]);
    assert.deepEqual(remedies(cause), ['scale', 'raise-limit', 'explain']);
  });

  it('names the service that is full instead, and that the one that was scaled is idle', () => {
    const idle = { record: teamReplica('backend', 1, { limits }), use: { cpus: 0.05, memoryBytes: mebibyte } };
    const seen = observations([idle, { ...idle, record: teamReplica('backend', 2, { limits }) }], {
      operation: ok(scaledUp('backend', 1, 2)),
    });
    const worker = seen.stack.services.find(({ name }) => name === 'pdf-worker') ?? assert.fail();
    Object.assign(worker, { replicas: worker.replicas.map((replica) => ({ ...replica, limits })) });
    const use = new Map(seen.use?.ok ? seen.use.value : []);
    for (const { containerId } of worker.replicas) use.set(containerId, { cpus: 0.49, memoryBytes: mebibyte });
    const cause = first(only('no-improvement', { ...seen, use: ok(use) }), 'bottleneck-elsewhere');
    assert.deepEqual([cause.service, cause.isIdleHere, cause.part], ['pdf-worker', true, 'cpu']);
    const alone = first(
      only('no-improvement', { ...seen, use: ok(use), operation: undefined }),
      'bottleneck-elsewhere',
    );
    assert.equal(alone.isIdleHere, false);
  });

  it('is not looked for where something else is wrong and nothing is slow', () => {
    const created = teamReplica('backend', 2, { state: 'created', health: 'none', error: 'all ports are allocated' });
    const seen = observations([...well('backend', 1), { record: created }], { statements: activity([slow]) });
    only('not-starting', seen);
    const slower = diagnose({ ...seen, operation: ok(scaledUp('backend', 1, 2)) });
    assert.deepEqual(troublesOf(slower), ['not-starting', 'no-improvement']);
  });
});
