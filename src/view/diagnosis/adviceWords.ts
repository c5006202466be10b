import type { Cause } from '../../core/diagnosis/cause.js';
import { binaryBytes } from '../figures.js';

/** What to do about a cause, beyond the single actions: sentences. */
export const adviceText = (cause: Cause): string => figuredAdvice(cause) ?? advices[cause.cause];

/** Where it depends on the figures. */
function figuredAdvice(cause: Cause): string | undefined {
  if (cause.cause === 'port-taken' && cause.isOwn)
    return 'Publish a range of ports, or none, with a load balancer before the service.';
  if (cause.cause === 'dependency-away' && cause.isDown) return 'Bring that service up first.';
  if (cause.cause === 'machine-full' && cause.freeBytes !== undefined)
    return `Run fewer replicas: ${binaryBytes(cause.freeBytes)} are free now.`;
  if (cause.cause !== 'machine-short') return undefined;
  if (cause.part === 'cpu') return 'Ask for fewer CPUs in the Compose file, or move to a larger machine.';
  if (cause.fits === undefined) return undefined;
  return cause.fits === 0
    ? 'Not one more fits. Make room on the machine first.'
    : `There is room for ${cause.fits} more.`;
}

const advices = {
  'port-taken': 'Stop what holds the port, or publish another one.',
  'machine-short': 'Make room on the machine first.',
  'probe-timed-out': 'Find out why it does not answer; a longer timeout only helps where it is slow by nature.',
  'too-little-time': 'Give it a longer start_period in the Compose file.',
  'dependency-away': 'Check its address, its password and the network that both are in.',
  'server-full': 'Raise the limit, run fewer replicas, or give each a smaller pool.',
  leak: 'A restart frees the memory until it has grown again; what leaks has to be found in the program.',
  'slow-statements':
    'Look for a missing index, or for a report or backup that could run at another time. More replicas make it worse.',
  'waiting-for-locks': 'Let the session that holds the lock end its work, or end that session.',
  'machine-full': 'Run fewer replicas.',
  'ports-used-up': 'Publish a wider range of ports.',
  'name-taken': 'Remove container_name from the Compose file, or the container that has the name.',
  'image-gone': 'Pull or build the image, then scale again.',
  'engine-limit': "Remove what is no longer used, or raise the limit in the engine's own configuration.",
  'program-missing': 'Correct the command or entrypoint in the Compose file, or the image.',
  'mount-missing': "Make the folder on the engine's machine, or correct the path.",
  'network-missing': 'Bring the project up once with docker compose, which makes its networks.',
  'no-node': 'Loosen its constraints, or add a node that has room.',
  'ends-by-itself': 'Its log tells why.',
  'start-refused': "The engine's own words tell why.",
  'probe-program-missing': 'Use a program that the image has, or add this one to the image.',
  'probe-fails': 'Its log, and what the health check said, tell why.',
  'not-listed':
    'Check the labels of the replica and the network that it shares with the balancer. A restart makes the balancer look anew.',
  'server-away': 'Set the server ready in the balancer again. A restart of the balancer forgets what was set by hand.',
  sticky: 'Turn sticky sessions off in the balancer; sessions belong into Redis, where every replica finds them.',
  'replica-slow': 'Compare its log with that of another replica, and restart it where nothing shows.',
  'spread-uneven': 'Long connections stay with one replica: look at how clients keep them.',
  'database-busy': 'Look at what the backends ask it for; more of them ask more.',
  'redis-full': 'Raise maxmemory in the settings of Redis, with the limit of its container, or keep less in it.',
  'limit-reached': 'More replicas, or a higher limit for each.',
  'machine-busy': 'Take other services down, or move to a larger machine.',
  'bottleneck-elsewhere': 'Scale that one instead, or give it more.',
  'pool-full':
    'Look for statements that take long; else give each replica a larger pool, as far as the limit of the database allows.',
  'limit-exceeded': 'Give each more memory, with fewer replicas where that does not fit, or find what takes it.',
  'heap-full': 'Raise the bound in the command or environment of the program, below the limit of its container.',
} as const satisfies Record<Cause['cause'], string>;
