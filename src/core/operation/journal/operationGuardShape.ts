import type {
  CalmGuard,
  ChangingGuard,
  ConnectionsGuard,
  DriftGuard,
  Fit,
  HostGuard,
  ProtectedContextGuard,
  SparedService,
} from '../../scaling/guards/guard.js';
import { against } from './refusalShape.js';
import {
  flag,
  knownOf,
  listOf,
  misshapen,
  number,
  object,
  oneOf,
  optional,
  tagged,
  text,
  whole,
  type Shape,
} from './shape.js';

/** Checks of a whole operation. */

const verdict = oneOf('pass', 'warn', 'block');

const only =
  <T extends boolean>(wanted: T): Shape<T> =>
  (value) =>
    value === wanted ? wanted : misshapen;

export const hostGuard = object<HostGuard>({
  guard: oneOf('host-memory', 'host-cpu', 'host-disk'),
  verdict,
  needed: number,
  free: optional(number),
  total: optional(number),
  atMost: flag,
  refused: optional(object<NonNullable<HostGuard['refused']>>({ title: text, cpus: number })),
  unknown: listOf(text),
  problems: listOf(text),
  fits: listOf(object<Fit>({ service: text, title: text, target: whole })),
  spared: listOf(object<SparedService>({ service: text, title: text, from: whole, to: whole })),
});

const known = object<Extract<ConnectionsGuard, { known: true }>>({
  guard: oneOf('connections'),
  verdict,
  known: only(true),
  service: text,
  title: text,
  replicas: whole,
  perReplica: number,
  needed: number,
  limit: number,
  others: number,
  reserved: number,
  raiseTo: number,
  fit: optional(whole),
});
const unasked = object<Extract<ConnectionsGuard, { known: false }>>({
  guard: oneOf('connections'),
  verdict: oneOf('warn'),
  known: only(false),
  service: text,
  title: text,
  problem: text,
  database: optional(text),
});
export const connectionsGuard: Shape<ConnectionsGuard> = (value) => {
  const told = known(value);
  return told === misshapen ? unasked(value) : told;
};

const replicasGuard = object<Exclude<ChangingGuard, { found: 'operation' }>>({
  guard: oneOf('changing'),
  verdict: oneOf('block', 'warn'),
  found: oneOf('removing', 'restarting', 'starting'),
  replicas: listOf(text),
});
export const changingGuard = tagged<'found', ChangingGuard>('found', {
  operation: object<Extract<ChangingGuard, { found: 'operation' }>>({
    guard: oneOf('changing'),
    verdict: oneOf('block'),
    found: oneOf('operation'),
    holder: text,
  }),
  removing: replicasGuard,
  restarting: replicasGuard,
  starting: replicasGuard,
});

export const driftGuard = object<DriftGuard>({
  guard: oneOf('drift'),
  verdict,
  image: optional(object<NonNullable<DriftGuard['image']>>({ name: text, now: oneOf('other', 'gone') })),
  file: oneOf('same', 'differs', 'unknown'),
  byCompose: flag,
});

export const protectedContextGuard = object<ProtectedContextGuard>({
  guard: oneOf('protected-context'),
  verdict: oneOf('warn', 'block'),
  context: text,
  needsName: only(true),
});

export const calmGuard = object<CalmGuard>({
  guard: oneOf('calm'),
  verdict,
  service: text,
  known: flag,
  against: knownOf(against),
  at: number,
});
