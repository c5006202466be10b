import * as fc from 'fast-check';
import type { ContainerDetails } from '../../../../src/core/diagnosis/containerDetails.js';
import type { Observations } from '../../../../src/core/diagnosis/observations.js';
import type { Part } from '../../../../src/core/diagnosis/part.js';
import type { ContainerRecord } from '../../../../src/core/stack/containerRecord.js';
import { fail, ok } from '../../../../src/util/result.js';
import { databaseLimit } from '../../support/databaseLimits.js';
import { observations, probe, teamReplica, type SeenReplica } from '../../support/observations.js';
import { signalOf } from '../../support/signals.js';
import { now } from '../../support/stacks.js';
import { refusedStart, scaledUp } from './lastOperations.js';

const mebibyte = 1024 ** 2;

/** What engines, programs and people say, and what none would. */
export const words = fc.oneof(
  fc.constantFrom(
    'Bind for 0.0.0.0:3001 failed: port is already allocated',
    'No such image: shop:1',
    'cannot allocate memory',
    'no space left on device',
    'exec: "run": executable file not found in $PATH',
    '/bin/sh: curl: not found',
    'Health check exceeded timeout (1s)',
    'connect ECONNREFUSED redis:6379',
    'FATAL: sorry, too many clients already',
    'connection pool exhausted',
    'JavaScript heap out of memory',
    '',
  ),
  fc.string({ maxLength: 2000, unit: 'binary' }),
  fc.constantFrom(
    `a\nb\u202e[x](command:evil)${'y'.repeat(3000)}`,
    '<img src=x> https://evil.example [x] <script>',
    '**bold** `code` http://evil.example',
  ),
);

const limits = fc.constantFrom({ cpus: undefined, memoryBytes: undefined }, { cpus: 0.5, memoryBytes: 64 * mebibyte });

const record = fc.record<Partial<ContainerRecord>>({
  state: fc.constantFrom('running', 'created', 'restarting', 'exited', 'dead'),
  health: fc.constantFrom('none', 'starting', 'healthy', 'unhealthy'),
  error: fc.oneof(fc.constant(''), words),
  exitCode: fc.constantFrom(undefined, 0, 1, 127, 134, 137),
  restarts: fc.constantFrom(0, 3),
  startedAt: fc.constantFrom(undefined, now - 3000, now - 60_000, now - 3_600_000),
  limits,
});

const details = fc.record<Partial<ContainerDetails>>({
  oomKilled: fc.boolean(),
  exitCode: fc.constantFrom(undefined, 0, 1, 134, 137),
  error: fc.oneof(fc.constant(''), words),
  restarts: fc.constantFrom(0, 2),
  failingStreak: fc.nat(9),
  probes: fc.array(
    fc
      .record({ exitCode: fc.constantFrom(-1, 0, 1, 127), said: words, tookMs: fc.constantFrom(50, 4000) })
      .map(({ exitCode, said, tookMs }) => probe(exitCode, said, { tookMs })),
    { maxLength: 5 },
  ),
});

const replica = fc.record({
  record,
  details,
  log: fc.array(words, { maxLength: 4 }),
  use: fc.constantFrom({ cpus: 0.01, memoryBytes: mebibyte }, { cpus: 0.49, memoryBytes: 63 * mebibyte }),
});

const parts: readonly Exclude<Part, 'replicas'>[] = [
  ...(['containers', 'ends', 'logs', 'operation', 'checks', 'rules', 'use'] as const),
  ...(['machine', 'disk', 'images', 'balancer', 'database', 'statements', 'redis'] as const),
];

/** The same with one part that could not be looked at. */
export const without = (seen: Observations, part: (typeof parts)[number]): Observations => ({
  ...seen,
  [part]: fail({ reason: 'timed-out' }),
});

/** Anything that can be seen of a service of the runbook's stack, with some parts that could not be. */
export const anyObservations: fc.Arbitrary<Observations> = fc
  .record({
    service: fc.constantFrom('backend', 'pdf-worker', 'postgres', 'redis'),
    replicas: fc.array(replica, { minLength: 1, maxLength: 4 }),
    said: words,
    failed: fc.constantFrom<Observations['operation']>(undefined, ok(scaledUp('backend', 1, 3))),
    refused: fc.boolean(),
    open: fc.constantFrom(10, 97, 100),
    isUp: fc.boolean(),
    isSticky: fc.boolean(),
    isGone: fc.boolean(),
    usedBytes: fc.constantFrom(1, 127 * mebibyte),
    unusedBytes: fc.constantFrom(0, 5 * mebibyte, undefined),
    ageMs: fc.constantFrom(10, 90_000),
    blockedBy: fc.constantFrom([], [40]),
    unseen: fc.subarray([...parts], { maxLength: 5 }),
  })
  .map((some) => {
    const seenReplicas = some.replicas.map((each, index): SeenReplica => ({
      ...each,
      record: teamReplica(some.service, index + 1, each.record),
    }));
    const ids = seenReplicas.map((each) => each.record.containerId);
    const seen = observations(seenReplicas, {
      ends: ok(ids.map((containerId) => ({ containerId, at: now, exitCode: 137, isForMemory: some.isGone }))),
      operation: some.refused ? ok(refusedStart(some.service, some.said)) : some.failed,
      rules: ok(new Map([[`compose:team/${some.service}`, [signalOf('memory-growth', 12, { level: 'critical' })]]])),
      disk: ok({
        ...{ imagesBytes: some.unusedBytes, stoppedBytes: some.unusedBytes },
        ...{ volumesBytes: some.unusedBytes, buildCacheBytes: some.unusedBytes },
      }),
      images: ok(new Map([['shop:1', some.isGone ? undefined : 'sha256:1']])),
      balancer: ok({
        service: 'traefik',
        title: some.said,
        name: some.service,
        services: [
          {
            name: some.service,
            isSticky: some.isSticky,
            servers: [{ name: some.said, address: '10.0.0.1:1', isUp: some.isUp, state: some.said }],
          },
        ],
      }),
      database: ok(
        some.isUp ? { answers: true, limit: databaseLimit({ open: some.open }) } : { answers: false, said: some.said },
      ),
      statements: ok({
        ...{ active: 1, idle: 1, idleInTransaction: 0, idleTransactions: [{ pid: 40, ageMs: 9, by: some.said }] },
        statements: [{ pid: 41, ageMs: some.ageMs, text: some.said, by: '', blockedBy: some.blockedBy }],
      }),
      redis: ok([
        {
          ...{ service: 'redis', title: some.said, usedBytes: some.usedBytes, maxBytes: 128 * mebibyte },
          ...{ policy: some.said, evictedKeys: 4, refusedWrites: 2, rejectedConnections: 0 },
        },
      ]),
    });
    return some.unseen.reduce(without, seen);
  });

export { parts as unsureParts };
