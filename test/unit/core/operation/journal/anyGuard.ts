import fc from 'fast-check';
import type { Guard } from '../../../../../src/core/scaling/guards/guard.js';
import { anyText, few, maybe, record, whole } from './anyJson.js';
import { anyLimitGuard } from './anyLimitGuard.js';
import { anyOperationGuard } from './anyOperationGuard.js';
import { anySwarmGuard } from './anySwarmGuard.js';

/** A check of any kind with any text in it. */
export const guard: fc.Arbitrary<Guard> = fc.oneof(
  anySwarmGuard,
  anyLimitGuard,
  record({
    guard: fc.constant('limits' as const),
    verdict: fc.constantFrom('pass' as const, 'warn' as const, 'block' as const),
    target: whole,
    min: whole,
    max: whole,
  }),
  fc.constant({ guard: 'in-runbook' as const, verdict: 'block' as const }),
  record({
    guard: fc.constant('only-replica' as const),
    verdict: fc.constant('warn' as const),
    canGrow: maybe(fc.constant(true as const)),
  }),
  record({ guard: fc.constant('host-ports' as const), verdict: fc.constant('block' as const), ports: few(whole) }),
  record({ guard: fc.constant('container-name' as const), verdict: fc.constant('block' as const), name: anyText }),
  record({
    guard: fc.constantFrom('static-address' as const, 'host-network' as const, 'mixed-definitions' as const),
    verdict: fc.constant('warn' as const),
    source: anyText,
  }),
  record({
    guard: fc.constant('shared-volumes' as const),
    verdict: fc.constant('warn' as const),
    volumes: few(anyText),
  }),
  record({
    guard: fc.constant('health-check' as const),
    service: maybe(anyText),
    verdict: fc.constantFrom('pass' as const, 'warn' as const),
  }),
  record({ guard: fc.constant('scaler' as const), verdict: fc.constant('block' as const), composeProblem: anyText }),
  anyOperationGuard,
);
