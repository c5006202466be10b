import { causeOf, type Cause } from '../cause.js';
import { evidence, type Evidence } from '../evidence.js';
import { known, type Observations } from '../observations.js';
import type { RedisSeen } from '../redisSeen.js';
import { saying } from '../../verification/fact.js';

const fullShare = 0.95;

/** A Redis whose memory is used up: it throws keys away, or refuses what is written to it. */
export const fullRedis = (seen: Observations): readonly Cause[] =>
  (known(seen.redis) ?? []).flatMap((redis): Cause[] => {
    const { usedBytes, maxBytes } = redis;
    if (usedBytes === undefined || maxBytes === undefined || usedBytes < fullShare * maxBytes) return [];
    const effects = effectsOf(redis);
    const title = saying(redis.title);
    return [
      causeOf({ cause: 'redis-full', title, usedBytes, maxBytes }, effects.length > 0 ? 'certain' : 'likely', {
        replicas: [],
        evidence: [
          evidence('redis', 'redis-memory', redis.title, {
            value: usedBytes,
            unit: 'bytes',
            bound: maxBytes,
            said: redis.policy,
          }),
          ...effects,
        ],
        remedies: [
          { remedy: 'raise-limit', of: 'redis', part: 'memory', from: maxBytes, to: 2 * maxBytes },
          { remedy: 'open-compose-file' },
          { remedy: 'open-logs', service: redis.service, title: redis.title },
        ],
      }),
    ];
  });

function effectsOf({ title, evictedKeys = 0, refusedWrites = 0 }: RedisSeen): readonly Evidence[] {
  return [
    ...(evictedKeys > 0 ? [evidence('redis', 'redis-evicted', title, { value: evictedKeys })] : []),
    ...(refusedWrites > 0 ? [evidence('redis', 'redis-refused', title, { value: refusedWrites })] : []),
  ];
}
