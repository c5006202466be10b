import type { Evidence, ShownKind } from '../../core/diagnosis/evidence.js';
import type { Fact } from '../../core/verification/fact.js';
import { binaryBytes, count, percent } from '../figures.js';
import { oneLine } from '../markdown.js';
import { amount } from '../words/policy/metricWords.js';
import { shortName } from '../words/names.js';

/** One piece of evidence as a line, without its full stop. */
export function evidenceText(shown: Evidence, stack: string): string {
  const name = shortName(shown.of, stack);
  return lines[shown.shows]({ ...shown, of: name, said: oneLine(shown.said) });
}

type Line = (fact: Fact) => string;

const quoted = (said: string): string => (said === '' ? 'nothing' : `"${said}"`);
const value = ({ value: figure, unit }: Fact): string => figureText(figure, unit);
const bound = ({ bound: figure, unit }: Fact): string => figureText(figure, unit);

function figureText(figure: number | undefined, unit: Fact['unit']): string {
  if (figure === undefined) return 'unknown';
  switch (unit) {
    case 'percent':
      return percent(figure);
    case 'ms':
      return amount(figure, 'ms');
    case 'bytes':
      return binaryBytes(figure);
    case 'ratio':
      return percent(figure * 100);
    case 'count':
    case 'status':
      return amount(figure, 'count');
  }
}

const withBound = (fact: Fact, words: (bound: string) => string): string =>
  fact.bound === undefined ? '' : words(bound(fact));

const lines = {
  'engine-said': (fact) => `The engine said of ${fact.of}: ${quoted(fact.said)}`,
  'database-said': (fact) => `The database said: ${quoted(fact.said)}`,
  'exit-code': (fact) => `${fact.of} ended with exit code ${value(fact)}`,
  restarts: (fact) => `${fact.of} was restarted ${count(fact.value ?? 0, 'time')} by the engine`,
  'memory-kills': (fact) =>
    fact.value === undefined
      ? `The engine marks ${fact.of} as killed for want of memory`
      : `The kernel killed in ${fact.of} for want of memory, ${count(fact.value, 'time')} in the last hour`,
  'memory-used': (fact) => `${fact.of} uses ${value(fact)}${withBound(fact, (most) => ` of ${most}`)}`,
  'memory-growth': (fact) =>
    `${fact.of}: ${fact.said} ${value(fact)} an hour${withBound(fact, (most) => `, where ${most} is the bound`)}`,
  'log-line': (fact) => `${fact.of} logged: ${quoted(fact.said)}`,
  'probe-said': (fact) => `The health check of ${fact.of} ended with ${value(fact)} and said: ${quoted(fact.said)}`,
  'probe-streak': (fact) =>
    `It failed ${count(fact.value ?? 0, 'time')} in a row${withBound(fact, (most) => `; ${most} are allowed`)} (${fact.of})`,
  'probe-took': (fact) => `The health check of ${fact.of} takes ${value(fact)}`,
  'ready-after': (fact) => `${fact.of} was ready ${value(fact)} after its start; ${bound(fact)} are allowed`,
  'running-for': (fact) => `${fact.of} has been running for ${value(fact)}; ${bound(fact)} are allowed`,
  'dependency-ready': (fact) => `${fact.of} has ${count(fact.value ?? 0, 'ready replica')}`,
  'image-name': (fact) => `The engine has no image ${fact.of}`,
  'port-holder': (fact) => `${fact.of} publishes host port ${value(fact)}`,
  'machine-memory': (fact) =>
    `The engine's machine has ${value(fact)} of memory available${withBound(fact, (least) => `, and ${least} are needed`)}`,
  'machine-cpus': (fact) =>
    `The engine's machine has ${count(fact.value ?? 0, 'CPU')}${withBound(fact, (least) => `, and ${least} are asked for`)}`,
  'machine-busy': (fact) => `The CPUs of the engine's machine are ${value(fact)} busy`,
  'machine-disk': (fact) => `The disk of the engine has ${value(fact)} free`,
  'unused-images': (fact) => `Images that no container uses take ${value(fact)}`,
  'stopped-containers': (fact) => `Containers that are stopped have written ${value(fact)}`,
  'unused-volumes': (fact) => `Volumes that no container uses take ${value(fact)}`,
  'build-cache': (fact) => `The build cache takes ${value(fact)}`,
  'cpu-used': (fact) => `${fact.of} uses ${value(fact)} of its CPU limit`,
  'server-state': (fact) => `The balancer has ${fact.of} as ${fact.said}`,
  'servers-listed': (fact) => `The balancer's list for ${fact.of} has ${value(fact)} of ${bound(fact)} ready replicas`,
  sticky: (fact) => `The balancer keeps clients of ${fact.of} with one server`,
  'share-of-requests': (fact) =>
    `${fact.of} got ${value(fact)}${fact.unit === 'count' ? ' requests' : ' of the requests'}`,
  'connections-open': (fact) =>
    `${count(fact.value ?? 0, 'connection')} to the database ${fact.value === 1 ? 'is' : 'are'} open, of ${bound(fact)} that are not kept for administrators`,
  'connections-wanted': (fact) =>
    `The pools of ${fact.of} may open ${value(fact)} together; the limit is ${bound(fact)}`,
  statement: (fact) => `Session ${fact.of} has been at it for ${value(fact)}: ${quoted(fact.said)}`,
  'statement-waits': (fact) => `Session ${fact.of} has been waiting for ${value(fact)}: ${quoted(fact.said)}`,
  'idle-transaction': (fact) =>
    `Session ${fact.of}${fact.said === '' ? '' : ` of ${fact.said}`} began a transaction ${value(fact)} ago and does nothing`,
  'redis-memory': (fact) =>
    `${fact.of} uses ${value(fact)} of its maxmemory, ${bound(fact)}${fact.said === '' ? '' : `; when it is full: ${fact.said}`}`,
  'redis-evicted': (fact) => `${fact.of} has thrown ${count(fact.value ?? 0, 'key')} away since it was started`,
  'redis-refused': (fact) =>
    `${fact.of} has refused ${count(fact.value ?? 0, 'write')} for want of memory since it was started`,
  rule: (fact) => `${fact.of}: ${fact.said} ${value(fact)}${withBound(fact, (most) => `, where ${most} is the bound`)}`,
  check: (fact) => `A verification found it, too: ${fact.of}`,
  scaled: (fact) => `${fact.of} was scaled from ${fact.before ?? 'fewer'} to ${value(fact)} in the last hour`,
} as const satisfies Record<ShownKind, Line>;
