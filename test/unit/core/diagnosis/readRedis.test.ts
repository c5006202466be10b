import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { readRedis, redisRefusal } from '../../../../src/core/diagnosis/reading/readRedis.js';

/** Lines of a Redis 7.0. */
const info = [
  '# Memory',
  'used_memory:134217000',
  'used_memory_human:128.00M',
  'maxmemory:134217728',
  'maxmemory_policy:allkeys-lru',
  '# Stats',
  'evicted_keys:120',
  'rejected_connections:0',
  'total_error_replies:14',
  '# Errorstats',
  'errorstat_ERR:count=2',
  'errorstat_OOM:count=12',
  '',
].join('\r\n');

describe('readRedis', () => {
  it('reads memory, evictions and refused writes', () => {
    assert.deepEqual(readRedis(info), {
      usedBytes: 134_217_000,
      maxBytes: 134_217_728,
      policy: 'allkeys-lru',
      evictedKeys: 120,
      refusedWrites: 12,
      rejectedConnections: 0,
    });
  });

  it('knows a server without a limit, and one that tells of no errors', () => {
    const read = readRedis('used_memory:10\nmaxmemory:0\nmaxmemory_policy:noeviction\n');
    assert.deepEqual([read?.maxBytes, read?.evictedKeys, read?.refusedWrites], [undefined, undefined, undefined]);
    assert.equal(readRedis('used_memory:10\ntotal_error_replies:0\n')?.refusedWrites, 0);
  });

  it('takes what is no answer for none, and says what was said', () => {
    for (const text of ['', 'NOAUTH Authentication required.', 'PONG', 'used_memory:lots'])
      assert.equal(readRedis(text), undefined, text);
    assert.equal(redisRefusal('NOAUTH Authentication required.\n'), 'NOAUTH Authentication required.');
    assert.equal(redisRefusal('PONG'), undefined);
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void readRedis(text)));
  });
});
