import type { Evidence } from './evidence.js';
import type { Finding } from './finding.js';
import type { Remedy } from './remedy.js';
import type { Trouble } from './trouble.js';

/** `certain`: what was seen can mean nothing else. `likely`: it fits, and something else may be behind it. */
export type Certainty = 'certain' | 'likely';

/** One explanation, with what shows it and what can be done about it. */
export type Cause = Finding & {
  readonly certainty: Certainty;
  /** Names of the service's replicas that it is of; empty where it is not of single ones. Hostile. */
  readonly replicas: readonly string[];
  /** Never empty, and nothing in it is unknown. */
  readonly evidence: readonly Evidence[];
  /** The best first. */
  readonly remedies: readonly Remedy[];
};

/** How a rule gives a cause. */
export const causeOf = (
  finding: Finding,
  certainty: Certainty,
  more: Pick<Cause, 'replicas' | 'evidence' | 'remedies'>,
): Cause => ({ ...finding, certainty, ...more });

/** Which trouble a cause is of. */
export const troubleOf = ({ cause }: Pick<Finding, 'cause'>): Trouble => troubles[cause];

const troubles = {
  'port-taken': 'not-starting',
  'ports-used-up': 'not-starting',
  'name-taken': 'not-starting',
  'image-gone': 'not-starting',
  'machine-short': 'not-starting',
  'engine-limit': 'not-starting',
  'program-missing': 'not-starting',
  'mount-missing': 'not-starting',
  'network-missing': 'not-starting',
  'no-node': 'not-starting',
  'ends-by-itself': 'not-starting',
  'start-refused': 'not-starting',
  'probe-program-missing': 'failing-health',
  'probe-timed-out': 'failing-health',
  'too-little-time': 'failing-health',
  'dependency-away': 'failing-health',
  'probe-fails': 'failing-health',
  'not-listed': 'uneven-load',
  'server-away': 'uneven-load',
  sticky: 'uneven-load',
  'replica-slow': 'uneven-load',
  'spread-uneven': 'uneven-load',
  'slow-statements': 'no-improvement',
  'waiting-for-locks': 'no-improvement',
  'database-busy': 'no-improvement',
  'redis-full': 'no-improvement',
  'limit-reached': 'no-improvement',
  'machine-busy': 'no-improvement',
  'bottleneck-elsewhere': 'no-improvement',
  'server-full': 'connections-exhausted',
  'pool-full': 'connections-exhausted',
  'limit-exceeded': 'out-of-memory',
  'machine-full': 'out-of-memory',
  'heap-full': 'out-of-memory',
  leak: 'out-of-memory',
} as const satisfies Record<Finding['cause'], Trouble>;
