import * as fc from 'fast-check';
import type { Refusal } from '../../../../../src/core/policy/decision.js';
import { metricGroups, units } from '../../../../../src/core/runbook/metric.js';
import type { Against, Guard } from '../../../../../src/core/scaling/guards/guard.js';
import { anyText, few, maybe, record, time, whole } from './anyJson.js';

const one = <const T>(value: T): fc.Arbitrary<T> => fc.constant(value);
const verdict = fc.constantFrom('pass' as const, 'warn' as const, 'block' as const);
const until = maybe(time);

const refusal: fc.Arbitrary<Refusal> = fc.oneof(
  record({ refusal: one('at-max'), max: whole, until }),
  record({ refusal: one('at-min'), min: whole, until }),
  record({ refusal: one('connections'), needed: whole, available: whole, raiseTo: whole, until }),
  record({ refusal: one('cooldown'), direction: fc.constantFrom('up' as const, 'down' as const), lastAt: time, until }),
  record({
    refusal: fc.constantFrom(
      'settling' as const,
      'operation-running' as const,
      'in-tolerance' as const,
      'no-target-rule' as const,
      'snoozed' as const,
    ),
    until,
  }),
  record({
    refusal: fc.constantFrom(
      'business-hours' as const,
      'keep-window' as const,
      'clock-suspect' as const,
      'calendar-unknown' as const,
    ),
    until,
  }),
  record({ refusal: one('did-not-help'), metric: anyText, until }),
  record({ refusal: one('other-remedy'), remedy: one('roll-back'), until }),
  record({
    refusal: fc.constantFrom('signal-unknown' as const, 'signal-not-normal' as const),
    metric: anyText,
    until,
  }),
  record({ refusal: one('not-low-enough'), metric: anyText, value: whole, below: whole, until }),
  record({ refusal: one('not-long-enough'), metric: anyText, below: whole, heldMs: whole, holdMs: whole, until }),
  record({ refusal: one('spike-expected'), title: anyText, at: time, count: whole, until }),
  record({ refusal: one('recent-deployment'), at: time, until }),
);

const against: fc.Arbitrary<Against> = record({
  refusal,
  metric: maybe(
    record({ id: anyText, title: anyText, unit: fc.constantFrom(...units), group: fc.constantFrom(...metricGroups) }),
  ),
});

/** Checks of a whole operation. */
export const anyOperationGuard: fc.Arbitrary<Guard> = fc.oneof(
  record({
    guard: fc.constantFrom('host-memory' as const, 'host-cpu' as const, 'host-disk' as const),
    verdict,
    needed: whole,
    free: maybe(whole),
    total: maybe(whole),
    atMost: fc.boolean(),
    refused: maybe(record({ title: anyText, cpus: whole })),
    unknown: few(anyText),
    problems: few(anyText),
    fits: few(record({ service: anyText, title: anyText, target: whole })),
    spared: few(record({ service: anyText, title: anyText, from: whole, to: whole })),
  }),
  record({
    guard: one('connections'),
    verdict,
    known: one(true),
    service: anyText,
    title: anyText,
    replicas: whole,
    perReplica: whole,
    needed: whole,
    limit: whole,
    others: whole,
    reserved: whole,
    raiseTo: whole,
    fit: maybe(whole),
  }),
  record({
    guard: one('connections'),
    verdict: one('warn'),
    known: one(false),
    service: anyText,
    title: anyText,
    problem: anyText,
    database: maybe(anyText),
  }),
  record({ guard: one('changing'), verdict: one('block'), found: one('operation'), holder: anyText }),
  record({
    guard: one('changing'),
    verdict: fc.constantFrom('block' as const, 'warn' as const),
    found: fc.constantFrom('removing' as const, 'restarting' as const, 'starting' as const),
    replicas: few(anyText),
  }),
  record({
    guard: one('drift'),
    verdict,
    image: maybe(record({ name: anyText, now: fc.constantFrom('other' as const, 'gone' as const) })),
    file: fc.constantFrom('same' as const, 'differs' as const, 'unknown' as const),
    byCompose: fc.boolean(),
  }),
  record({
    guard: one('protected-context'),
    verdict: fc.constantFrom('warn' as const, 'block' as const),
    context: anyText,
    needsName: one(true),
  }),
  record({ guard: one('calm'), verdict, service: anyText, known: fc.boolean(), against: few(against), at: time }),
);
