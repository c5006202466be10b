import type { Cause } from '../../core/diagnosis/cause.js';
import { binaryBytes, count, duration, percent } from '../figures.js';
import { oneLine } from '../markdown.js';
import { amount } from '../words/policy/metricWords.js';
import { startWords } from './startWords.js';
import { verb, who, type Of } from './who.js';

/** What is wrong, with its figures: a sentence without its full stop. */
export function causeSentence(cause: Cause, of: Of): string {
  const them = who(cause, of);
  const title = oneLine(of.title);
  switch (cause.cause) {
    case 'probe-program-missing':
      return `The health check of ${them} cannot run: its image has no program ${oneLine(cause.program)}`;
    case 'probe-timed-out':
      return `The health check of ${them} gets no answer${cause.timeoutMs === undefined ? ' in time' : ` within ${time(cause.timeoutMs)}`}`;
    case 'too-little-time':
      return cause.neededMs === undefined
        ? `${them} may only need more time than the ${time(cause.allowedMs)} that its health check allows`
        : `${them} took ${time(cause.neededMs)} to be ready, and its health check allows ${time(cause.allowedMs)}`;
    case 'dependency-away':
      return cause.isDown
        ? `${them} cannot do without ${oneLine(cause.title)}, and no replica of that works`
        : `${them} ${verb(cause, 'says', 'say')} that ${oneLine(cause.title)} cannot be reached`;
    case 'probe-fails':
      return `The health check of ${them} fails with exit code ${cause.exitCode}`;
    case 'not-listed':
      return cause.replicas.length > 0
        ? `${oneLine(cause.balancer)} does not have ${them} in its list, only ${cause.listed} of ${count(cause.ready, 'ready replica')}`
        : `${oneLine(cause.balancer)} has only ${cause.listed} of ${count(cause.ready, 'ready replica')} of ${title} in its list`;
    case 'server-away':
      return `${oneLine(cause.balancer)} sends nothing to ${them}: its list says ${oneLine(cause.state)}`;
    case 'sticky':
      return `${oneLine(cause.balancer)} sends each client of ${title} back to the replica that it had before`;
    case 'replica-slow':
      return `${them} answers its health check in ${time(cause.tookMs)}, the others in ${time(cause.othersMs)}`;
    case 'spread-uneven':
      return `Requests are not spread evenly over the replicas of ${title}, and the balancer's list does not show why`;
    case 'slow-statements':
      return cause.count === 1
        ? `The database works on a statement that has been running for ${duration(cause.longestMs)}`
        : `The database works on ${cause.count} statements that take long, one of them for ${duration(cause.longestMs)}`;
    case 'waiting-for-locks':
      return `${count(cause.count, 'statement')} in the database ${cause.count === 1 ? 'waits' : 'wait'} for a lock, for ${duration(cause.longestMs)} by now${cause.holder === undefined ? '' : `; session ${cause.holder} holds it`}`;
    case 'database-busy':
      return 'The database is busier than the runbook wants it';
    case 'redis-full':
      return `${oneLine(cause.title)} has used up its memory: ${binaryBytes(cause.usedBytes)} of ${binaryBytes(cause.maxBytes)}`;
    case 'limit-reached':
      return `${title} uses ${percent(cause.percent)} of its ${partTitles[cause.part]} limit`;
    case 'machine-busy':
      return `The engine's machine is ${percent(cause.percent)} busy, so that replicas only take from one another`;
    case 'bottleneck-elsewhere':
      return `${cause.isIdleHere ? `${title} has little to do: the` : 'The'} bottleneck is ${oneLine(cause.title)}, at ${percent(cause.percent)} of its ${partTitles[cause.part]} limit`;
    case 'server-full':
      return serverFull(cause, title);
    case 'pool-full':
      return `${them} ${verb(cause, 'says', 'say')} that ${cause.perReplica === undefined ? 'the connection pool' : `the pool of ${count(cause.perReplica, 'connection')}`} is exhausted`;
    case 'limit-exceeded':
      return `${them} ${verb(cause, 'was', 'were')} killed for using more than ${binaryBytes(cause.limitBytes)}, the memory limit${times(cause.kills)}`;
    case 'machine-full':
      return `${them} ${verb(cause, 'was', 'were')} killed because the engine's machine has no memory left${times(cause.kills)}`;
    case 'heap-full':
      return `${them} ended at a memory bound of the program itself, not of its container`;
    case 'leak':
      return `The memory of ${title} grows by ${amount(cause.percentPerHour, 'percentPerHour')}`;
    case 'port-taken':
    case 'ports-used-up':
    case 'name-taken':
    case 'image-gone':
    case 'machine-short':
    case 'engine-limit':
    case 'program-missing':
    case 'mount-missing':
    case 'network-missing':
    case 'no-node':
    case 'ends-by-itself':
    case 'start-refused':
      return startWords(cause, them, of);
  }
}

const partTitles = { memory: 'memory', cpu: 'CPU' } as const;

const time = (ms: number): string => amount(ms, 'ms');

const times = (kills: number): string => (kills > 1 ? `, ${kills} times in the last hour` : '');

function serverFull(cause: Extract<Cause, { cause: 'server-full' }>, title: string): string {
  const { limit, open, reserved = 0, clients, perReplica } = cause;
  const now =
    limit === undefined || open === undefined
      ? 'The database has no connection left, not even for a question'
      : `The database has no connection left: ${open} are open, and the limit of ${limit} keeps ${reserved} for administrators`;
  if (perReplica === undefined || clients === 0) return now;
  return `${now}; ${count(clients, 'replica')} of ${title} may open ${perReplica} each, ${clients * perReplica} in all`;
}
