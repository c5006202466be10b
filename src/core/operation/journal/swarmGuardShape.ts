import type { SwarmGuard } from '../../scaling/swarm/swarmGuard.js';
import { listOf, number, object, oneOf, oneOnly, optional, text, whole } from './shape.js';

type Of<G extends SwarmGuard['guard']> = Extract<SwarmGuard, { guard: G }>;

const perNode = object<Of<'max-per-node' | 'node-ports'>>({
  guard: oneOf('max-per-node', 'node-ports'),
  verdict: oneOf('pass', 'block'),
  perNode: whole,
  nodes: whole,
  target: whole,
  ports: listOf(number),
});

const away = { down: listOf(text), drained: listOf(text), paused: listOf(text) };

/** Shapes of a Swarm's own checks, by name. */
export const swarmGuards = {
  'node-room': object<Of<'node-room'>>({
    guard: oneOf('node-room'),
    verdict: oneOf('pass', 'warn', 'block'),
    each: object<Of<'node-room'>['each']>({ cpus: optional(number), memoryBytes: optional(number) }),
    by: oneOf('reservations', 'limits', 'nothing'),
    adds: whole,
    fits: optional(whole),
    rooms: listOf(
      object<Of<'node-room'>['rooms'][number]>({
        node: text,
        tasks: optional(whole),
        freeCpus: number,
        freeBytes: number,
      }),
    ),
  }),
  'no-node': object<Of<'no-node'>>({
    guard: oneOf('no-node'),
    verdict: oneOf('block'),
    ...away,
    unfit: listOf(text),
  }),
  'nodes-away': object<Of<'nodes-away'>>({ guard: oneOf('nodes-away'), verdict: oneOf('warn'), ...away }),
  'max-per-node': perNode,
  'node-ports': perNode,
  constraints: object<Of<'constraints'>>({
    guard: oneOf('constraints'),
    verdict: oneOf('warn'),
    unread: listOf(text),
    nodes: optional(listOf(text)),
  }),
  'node-volumes': object<Of<'node-volumes'>>({
    guard: oneOf('node-volumes'),
    verdict: oneOf('warn'),
    volumes: listOf(text),
    service: optional(text),
    node: optional(text),
  }),
  'swarm-mode': object<Of<'swarm-mode'>>({
    guard: oneOf('swarm-mode'),
    verdict: oneOf('block'),
    mode: oneOf('global', 'job'),
  }),
  'swarm-restart': object<Of<'swarm-restart'>>({
    guard: oneOf('swarm-restart'),
    verdict: oneOf('pass', 'warn', 'block'),
    service: text,
    atOnce: optional(whole),
    tasks: optional(whole),
    startsFirst: optional(oneOnly),
  }),
};
