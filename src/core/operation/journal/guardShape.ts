import type { Guard } from '../../scaling/guards/guard.js';
import { limitGuard } from './limitShape.js';
import {
  calmGuard,
  changingGuard,
  connectionsGuard,
  driftGuard,
  hostGuard,
  protectedContextGuard,
} from './operationGuardShape.js';
import { knownOf, listOf, number, object, oneOf, oneOnly, optional, tagged, text } from './shape.js';
import { swarmGuards } from './swarmGuardShape.js';

const verdict = oneOf('pass', 'warn', 'block');

type Of<G extends Guard['guard']> = Extract<Guard, { guard: G }>;

const sourced = object<Extract<Guard, { source: string }>>({
  guard: oneOf('static-address', 'host-network', 'mixed-definitions'),
  verdict: oneOf('warn'),
  source: text,
});

export const guard = tagged<'guard', Guard>('guard', {
  limits: object<Of<'limits'>>({ guard: oneOf('limits'), verdict, target: number, min: number, max: number }),
  'in-runbook': object<Of<'in-runbook'>>({ guard: oneOf('in-runbook'), verdict: oneOf('block') }),
  'only-replica': object<Of<'only-replica'>>({
    guard: oneOf('only-replica'),
    verdict: oneOf('warn'),
    canGrow: optional(oneOnly),
  }),
  'host-ports': object<Of<'host-ports'>>({
    guard: oneOf('host-ports'),
    verdict: oneOf('pass', 'block'),
    ports: listOf(number),
  }),
  'container-name': object<Of<'container-name'>>({
    guard: oneOf('container-name'),
    verdict: oneOf('block'),
    name: text,
  }),
  'static-address': sourced,
  'host-network': sourced,
  'mixed-definitions': sourced,
  'shared-volumes': object<Of<'shared-volumes'>>({
    guard: oneOf('shared-volumes'),
    verdict: oneOf('warn'),
    volumes: listOf(text),
  }),
  'health-check': object<Of<'health-check'>>({
    guard: oneOf('health-check'),
    verdict: oneOf('pass', 'warn'),
    service: optional(text),
  }),
  scaler: object<Of<'scaler'>>({ guard: oneOf('scaler'), verdict: oneOf('block'), composeProblem: text }),
  'host-memory': hostGuard,
  'host-cpu': hostGuard,
  'host-disk': hostGuard,
  connections: connectionsGuard,
  changing: changingGuard,
  drift: driftGuard,
  'protected-context': protectedContextGuard,
  calm: calmGuard,
  ...swarmGuards,
  'database-limit': limitGuard,
});

/** One that a newer version looked at is left out: an operation is not lost over a check that has no words here. */
export const guards = knownOf(guard);
