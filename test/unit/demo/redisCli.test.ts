import assert from 'node:assert/strict';
import { readRedis, redisCommand, redisRefusal } from '../../../src/core/diagnosis/reading/readRedis.js';
import { redisCli } from '../../../src/demo/stack/redisCli.js';

describe('the Redis of the demo', () => {
  it('tells a diagnosis of its memory, which has no limit, and that it refuses nothing', () => {
    assert.deepEqual(readRedis(redisCli(redisCommand, 31_457_280.4)), {
      usedBytes: 31_457_280,
      maxBytes: undefined,
      policy: 'noeviction',
      evictedKeys: 0,
      refusedWrites: 0,
      rejectedConnections: 0,
    });
  });

  it('answers its health check, and says of anything else that it does not know it', () => {
    assert.equal(redisCli(['redis-cli', 'ping'], 1), 'PONG\n');
    assert.match(redisRefusal(redisCli(['redis-cli', 'FLUSHALL'], 1)) ?? '', /^ERR unknown command 'FLUSHALL'/);
  });
});
