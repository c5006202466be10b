import * as fc from 'fast-check';
import type { LimitGuard } from '../../../../../src/core/scaling/connections/limitGuard.js';
import type { LimitProblem } from '../../../../../src/core/scaling/connections/limitProblem.js';
import { anyText, few, maybe, record, whole } from './anyJson.js';

const limitProblem: fc.Arbitrary<LimitProblem> = fc.oneof(
  fc.constantFrom<LimitProblem>(
    { problem: 'no-database' },
    { problem: 'untrusted' },
    { problem: 'swarm' },
    { problem: 'no-alter-system' },
    { problem: 'standby' },
    { problem: 'unreadable-settings' },
  ),
  record({ problem: fc.constant('several-replicas' as const), replicas: whole }),
  record({ problem: fc.constant('not-running' as const), service: anyText }),
  record({ problem: fc.constant('cannot-ask' as const), detail: anyText }),
  record({ problem: fc.constant('overruled' as const), limit: whole, source: anyText }),
  record({ problem: fc.constant('no-right' as const), user: anyText }),
  record({ problem: fc.constant('followed' as const), followers: whole }),
  record({ problem: fc.constant('others-wait' as const), settings: few(anyText) }),
  record({ problem: fc.constant('in-use' as const), open: whole, reserved: whole }),
  record({ problem: fc.constant('too-many' as const), largest: whole }),
  record({ problem: fc.constant('memory' as const), neededBytes: whole, memoryBytes: whole, largest: whole }),
);

const limitNeed = record({
  service: anyText,
  title: anyText,
  replicas: whole,
  perReplica: whole,
  rest: whole,
  limit: whole,
});

export const anyLimitGuard: fc.Arbitrary<LimitGuard> = fc.oneof(
  record({
    guard: fc.constant('database-limit' as const),
    verdict: fc.constant('warn' as const),
    finding: fc.constant('restart' as const),
    title: anyText,
    from: whole,
    to: whole,
    open: whole,
    need: maybe(limitNeed),
  }),
  record({
    guard: fc.constant('database-limit' as const),
    verdict: fc.constant('warn' as const),
    finding: fc.constant('put-back' as const),
    title: anyText,
    from: whole,
    to: whole,
    service: maybe(anyText),
  }),
  record({
    guard: fc.constant('database-limit' as const),
    verdict: fc.constantFrom('warn' as const, 'block' as const),
    finding: fc.constant('refused' as const),
    to: whole,
    problem: limitProblem,
    service: maybe(anyText),
  }),
  record({
    guard: fc.constant('database-limit' as const),
    verdict: fc.constant('block' as const),
    finding: fc.constant('unknown' as const),
    need: limitNeed,
    problem: limitProblem,
    service: maybe(anyText),
  }),
);
