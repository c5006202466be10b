import assert from 'node:assert/strict';
import fc from 'fast-check';
import { largestInMemory, memoryOfLimit } from '../../../../../src/core/scaling/connections/limitMemory.js';
import { largestLimit, limitProblem } from '../../../../../src/core/scaling/connections/limitProblem.js';
import { limitGround } from '../../../support/databaseLimits.js';

const problemOf = (to: number, ...changes: Parameters<typeof limitGround>): string | undefined =>
  limitProblem(limitGround(...changes), to)?.problem;

describe('what stands in the way of another limit of connections', () => {
  it('is nothing where the database is one that can be changed', () => {
    for (const to of [101, 200, 550, 1050]) assert.equal(problemOf(to), undefined, String(to));
    assert.equal(problemOf(50), undefined);
    assert.equal(problemOf(200, { source: 'default' }), undefined);
  });

  it('is named, each for itself', () => {
    assert.equal(problemOf(200, { source: 'command line' }), 'overruled');
    assert.equal(problemOf(200, { source: 'environment variable' }), 'overruled');
    assert.equal(problemOf(200, { isSuperuser: false }), 'no-right');
    assert.equal(problemOf(200, { isAlterable: false }), 'no-alter-system');
    assert.equal(problemOf(200, { isStandby: true }), 'standby');
    assert.equal(problemOf(200, { followers: 1 }), 'followed');
    assert.equal(problemOf(200, { dataFolder: undefined }), 'cannot-ask');
    assert.equal(limitProblem({ ...limitGround(), files: undefined }, 200)?.problem, 'cannot-ask');
    assert.equal(problemOf(200, {}, { unreadable: 1 }), 'unreadable-settings');
    assert.equal(problemOf(200, {}, { waiting: ['shared_buffers'] }), 'others-wait');
  });

  it('is a limit that would lock out who is connected, or with which no server starts', () => {
    assert.equal(problemOf(15), undefined);
    assert.equal(problemOf(14), 'in-use');
    assert.equal(problemOf(3, { open: 0 }), 'in-use');
    assert.equal(problemOf(4, { open: 0 }), undefined);
  });

  it('is a limit that calls for a pooler', () => {
    const room = { ...limitGround(), memoryBytes: 1e12 };
    assert.equal(limitProblem(room, largestLimit), undefined);
    assert.deepEqual(limitProblem(room, largestLimit + 1), { problem: 'too-many', largest: 10_000 });
  });

  it('is memory: 1.5 MiB for each connection beside the shared buffers', () => {
    const ground = { ...limitGround(), memoryBytes: 1024 ** 3 };
    assert.equal(limitProblem(ground, 597), undefined);
    assert.deepEqual(limitProblem(ground, 598), {
      problem: 'memory',
      neededBytes: (128 + 598 * 1.5) * 1024 ** 2,
      memoryBytes: 1024 ** 3,
      largest: 597,
    });
  });

  it('is never memory on the way down', () => {
    const small = { ...limitGround({ limit: 400 }), memoryBytes: 1024 ** 2 };
    assert.equal(limitProblem(small, 300), undefined);
    assert.equal(limitProblem(small, 401)?.problem, 'memory');
  });

  it('names the largest limit that has room, and one more has none', () => {
    const bytes = fc.integer({ min: 0, max: 2 ** 40 });
    fc.assert(
      fc.property(bytes, bytes, (memory, shared) => {
        const largest = largestInMemory(memory, shared);
        assert.ok(largest === 0 || memoryOfLimit(largest, shared) <= memory);
        assert.ok(memoryOfLimit(largest + 1, shared) > memory);
      }),
    );
  });
});
