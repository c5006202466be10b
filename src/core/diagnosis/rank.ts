import { troubleOf, type Cause } from './cause.js';
import type { Finding } from './finding.js';
import { troubles } from './trouble.js';

/** The most likely first: what is certain, then what is nearest to the root, then what most replicas have. Nothing else moves the order. */
export const ranked = (causes: readonly Cause[]): readonly Cause[] =>
  causes
    .filter(({ evidence }) => evidence.length > 0 && evidence.every(({ verdict }) => verdict !== 'unknown'))
    .map((cause) => ({ cause, key: JSON.stringify(cause) }))
    .sort(
      (a, b) =>
        Number(a.cause.certainty === 'likely') - Number(b.cause.certainty === 'likely') ||
        depth(a.cause) - depth(b.cause) ||
        b.cause.replicas.length - a.cause.replicas.length ||
        troubles.indexOf(troubleOf(a.cause)) - troubles.indexOf(troubleOf(b.cause)) ||
        (a.key < b.key ? -1 : Number(a.key > b.key)),
    )
    .map(({ cause }) => cause);

const depth = ({ cause }: Finding): number => depths[cause];

/** 0 for a root, 1 for what mostly has another reason behind it, 2 for what was only said. */
const depths = {
  'port-taken': 0,
  'ports-used-up': 0,
  'name-taken': 0,
  'image-gone': 0,
  'machine-short': 0,
  'engine-limit': 0,
  'program-missing': 0,
  'mount-missing': 0,
  'network-missing': 0,
  'no-node': 0,
  'ends-by-itself': 2,
  'start-refused': 2,
  'probe-program-missing': 0,
  'probe-timed-out': 1,
  'too-little-time': 1,
  'dependency-away': 0,
  'probe-fails': 2,
  'not-listed': 0,
  'server-away': 0,
  sticky: 0,
  'replica-slow': 1,
  'spread-uneven': 2,
  'slow-statements': 0,
  'waiting-for-locks': 0,
  'database-busy': 1,
  'redis-full': 0,
  'limit-reached': 1,
  'machine-busy': 2,
  'bottleneck-elsewhere': 1,
  'server-full': 0,
  'pool-full': 1,
  'limit-exceeded': 0,
  'machine-full': 0,
  'heap-full': 0,
  leak: 1,
} as const satisfies Record<Finding['cause'], 0 | 1 | 2>;
