import type { NodeRoom, SwarmGuard } from '../../../core/scaling/swarm/swarmGuard.js';
import type { SwarmResources } from '../../../core/stack/swarm.js';
import { bytes, count, list } from '../../figures.js';
import { oneLine } from '../../markdown.js';

/** What a guard of a Swarm found, with its figures. */
export function swarmGuardText(guard: SwarmGuard): string {
  switch (guard.guard) {
    case 'node-room':
      return nodeRoomText(guard);
    case 'no-node':
      return `No node takes a task of this service: ${list(awayWords(guard)) || 'the Swarm tells of none'}`;
    case 'nodes-away':
      return `Not every node takes new tasks: ${list(awayWords({ ...guard, unfit: [] }))}`;
    case 'max-per-node':
      return guard.verdict === 'pass'
        ? `At most ${guard.perNode} on a node, and ${nodesTake(guard.nodes)}`
        : `At most ${guard.perNode} on a node, and ${nodesTake(guard.nodes)}: room for ${guard.perNode * guard.nodes}, not for ${guard.target}`;
    case 'node-ports':
      return guard.verdict === 'pass'
        ? `Each task takes host ${portWords(guard.ports)} of its node, and there ${guard.nodes === 1 ? 'is 1 node' : `are ${guard.nodes} nodes`}`
        : `Host ${portWords(guard.ports)} can be held by one task on each node: ${guard.target} need as many nodes, and there ${guard.nodes === 1 ? 'is 1' : `are ${guard.nodes}`}; publish through the ingress instead`;
    case 'constraints':
      return `Whether a node fits ${list(guard.unread.map(oneLine))} cannot be told from here`;
    case 'node-volumes':
      return `${list(guard.volumes.map(oneLine))} ${guard.volumes.length === 1 ? 'is' : 'are'} another one on each node: a task that lands elsewhere starts with other data`;
    case 'swarm-mode':
      return guard.mode === 'global'
        ? 'A global service has one task on each node, so it has no count to change; add or drain nodes instead'
        : 'A job runs to its end, so it has no count to change';
    case 'swarm-restart':
      return restartText(guard);
  }
}

function restartText({ verdict, atOnce, tasks, startsFirst }: Extract<SwarmGuard, { guard: 'swarm-restart' }>): string {
  if (verdict === 'block') return 'A Swarm replaces all tasks of a service or none: this is about some of them';
  if (verdict === 'warn')
    return tasks === 1
      ? 'It is the only task, and the Swarm stops it before its new one starts: the service is away meanwhile'
      : 'By its own update settings the Swarm stops all tasks at once before their new ones start: the service is away meanwhile';
  const pace = (atOnce ?? 1) === 1 ? 'one task after the other' : `${atOnce ?? 1} tasks at a time`;
  return `The Swarm replaces ${pace}, ${startsFirst ? 'each once its new one runs' : 'by the update settings of the service'}`;
}

function nodeRoomText({ verdict, by, each, adds, fits, rooms }: Extract<SwarmGuard, { guard: 'node-room' }>): string {
  if (by === 'nothing') return 'It reserves neither CPU nor memory: the Swarm places tasks without asking for room';
  if (verdict === 'pass') {
    const sum = (part: (room: NodeRoom) => number): number => rooms.reduce((all, room) => all + part(room), 0);
    const free = resourceWords(
      each,
      sum(({ freeCpus }) => freeCpus),
      sum(({ freeBytes }) => freeBytes),
    );
    const need = resourceWords(each, (each.cpus ?? 0) * adds, (each.memoryBytes ?? 0) * adds);
    return `${adds} more ${by === 'limits' ? 'may use' : adds === 1 ? 'reserves' : 'reserve'} ${need}; ${free} unreserved on ${count(rooms.length, 'node')}`;
  }
  const free = rooms
    .slice(0, shownNodes)
    .map(({ node, freeCpus, freeBytes }) => `${oneLine(node)} has ${resourceWords(each, freeCpus, freeBytes)}`);
  const more = rooms.length > shownNodes ? ` and ${rooms.length - shownNodes} more nodes have theirs` : '';
  const needOfOne = resourceWords(each, each.cpus ?? 0, each.memoryBytes ?? 0);
  return `${fits === 0 ? 'None' : `Only ${fits ?? 0}`} of ${adds} more ${fits === 1 || fits === 0 ? 'fits' : 'fit'}: each ${by === 'reservations' ? 'reserves' : 'may use'} ${needOfOne}; ${free.join(', ')}${more}`;
}

const shownNodes = 4;

/** Only of what the service asks for. */
function resourceWords(each: SwarmResources, cpus: number, memoryBytes: number): string {
  return [
    each.cpus === undefined ? '' : `${Math.round(cpus * 100) / 100} CPUs`,
    each.memoryBytes === undefined ? '' : bytes(memoryBytes),
  ]
    .filter(Boolean)
    .join(' and ');
}

interface Away {
  readonly down: readonly string[];
  readonly drained: readonly string[];
  readonly paused: readonly string[];
  readonly unfit: readonly string[];
}

function awayWords({ down, drained, paused, unfit }: Away): readonly string[] {
  const part = (names: readonly string[], one: string, many: string): readonly string[] =>
    names.length === 0 ? [] : [`${list(names.map(oneLine))} ${names.length === 1 ? one : many}`];
  return [
    ...part(down, 'is down', 'are down'),
    ...part(drained, 'is drained', 'are drained'),
    ...part(paused, 'is paused', 'are paused'),
    ...part(unfit, 'does not meet its constraints', 'do not meet its constraints'),
  ];
}

const nodesTake = (nodes: number): string => (nodes === 1 ? '1 node takes it' : `${nodes} nodes take it`);

const portWords = (ports: readonly number[]): string =>
  `${ports.length === 1 ? 'port' : 'ports'} ${list(ports.map(String))}`;
