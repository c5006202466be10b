import fc from 'fast-check';
import type { SwarmGuard } from '../../../../../src/core/scaling/swarm/swarmGuard.js';
import { anyText, few, figureValue, maybe, record, whole } from './anyJson.js';

const resources = record({ cpus: maybe(figureValue), memoryBytes: maybe(figureValue) });
const away = { down: few(anyText), drained: few(anyText), paused: few(anyText) };

/** Guards of a Swarm with any text in them, as the product could write them. */
export const anySwarmGuard: fc.Arbitrary<SwarmGuard> = fc.oneof(
  record<Extract<SwarmGuard, { guard: 'node-room' }>>({
    guard: fc.constant('node-room'),
    verdict: fc.constantFrom('pass', 'warn', 'block'),
    each: resources,
    by: fc.constantFrom('reservations', 'limits', 'nothing'),
    adds: whole,
    fits: maybe(whole),
    rooms: few(record({ node: anyText, tasks: maybe(whole), freeCpus: figureValue, freeBytes: figureValue })),
  }),
  record<Extract<SwarmGuard, { guard: 'no-node' }>>({
    ...away,
    guard: fc.constant('no-node'),
    verdict: fc.constant('block'),
    unfit: few(anyText),
  }),
  record<Extract<SwarmGuard, { guard: 'nodes-away' }>>({
    ...away,
    guard: fc.constant('nodes-away'),
    verdict: fc.constant('warn'),
  }),
  record<Extract<SwarmGuard, { perNode: number }>>({
    guard: fc.constantFrom('max-per-node', 'node-ports'),
    verdict: fc.constantFrom('pass', 'block'),
    perNode: whole,
    nodes: whole,
    target: whole,
    ports: few(whole),
  }),
  record<Extract<SwarmGuard, { guard: 'constraints' }>>({
    guard: fc.constant('constraints'),
    verdict: fc.constant('warn'),
    unread: few(anyText),
    nodes: maybe(few(anyText)),
  }),
  record<Extract<SwarmGuard, { guard: 'node-volumes' }>>({
    guard: fc.constant('node-volumes'),
    verdict: fc.constant('warn'),
    volumes: few(anyText),
    service: maybe(anyText),
    node: maybe(anyText),
  }),
  record<Extract<SwarmGuard, { guard: 'swarm-mode' }>>({
    guard: fc.constant('swarm-mode'),
    verdict: fc.constant('block'),
    mode: fc.constantFrom('global', 'job'),
  }),
  record<Extract<SwarmGuard, { guard: 'swarm-restart' }>>({
    guard: fc.constant('swarm-restart'),
    verdict: fc.constantFrom('pass', 'warn', 'block'),
    service: anyText,
    atOnce: maybe(whole),
    tasks: maybe(whole),
    startsFirst: maybe(fc.constant(true as const)),
  }),
);
