import assert from 'node:assert/strict';
import type { ContainerDetails, ProbeResult } from '../../../src/core/diagnosis/containerDetails.js';
import type { Observations } from '../../../src/core/diagnosis/observations.js';
import { bundledRunbook } from '../../../src/core/runbook/bundledRunbook.js';
import { titleOf } from '../../../src/core/runbook/runbook.js';
import type { MeanUse } from '../../../src/core/scaling/guards/replicaNeeds.js';
import type { ContainerRecord } from '../../../src/core/stack/containerRecord.js';
import { ok } from '../../../src/util/result.js';
import { containerRecord } from './containerRecord.js';
import { databaseLimit } from './databaseLimits.js';
import { now, stackOf, teamRecords } from './stacks.js';

const mebibyte = 1024 ** 2;

/** A replica of the runbook's stack: started a minute before, and well. */
export const teamReplica = (service: string, number: number, changes: Partial<ContainerRecord> = {}): ContainerRecord =>
  containerRecord(service, number, { project: 'team', startedAt: now - 60_000, ...changes });

export const detailsOf = (record: ContainerRecord, changes: Partial<ContainerDetails> = {}): ContainerDetails => ({
  containerId: record.containerId,
  addresses: [`10.0.0.${record.number}`],
  oomKilled: false,
  exitCode: record.exitCode,
  error: record.error,
  restarts: record.restarts,
  startedAt: record.startedAt,
  finishedAt: undefined,
  probe: ['curl -f http://localhost/health'],
  failingStreak: 0,
  probes: [],
  ...changes,
});

export const probe = (exitCode: number, said = '', changes: Partial<ProbeResult> = {}): ProbeResult => ({
  at: now - 1000,
  tookMs: 90,
  exitCode,
  said,
  ...changes,
});

/** What one container of the diagnosed service is and does. */
export interface SeenReplica {
  readonly record: ContainerRecord;
  readonly details?: Partial<ContainerDetails>;
  readonly log?: readonly string[];
  readonly use?: MeanUse;
}

/**
 * Everything looked at, and nothing wrong with it but what is given.
 *
 * @param replicas of the diagnosed service, the first of `seen`'s
 */
export function observations(replicas: readonly SeenReplica[], changes: Partial<Observations> = {}): Observations {
  const records = replicas.map(({ record }) => record);
  const name = records[0]?.service ?? assert.fail('no replica');
  const others = teamRecords().filter(({ service }) => service !== name);
  const stack = stackOf(...records, ...others);
  const service = stack.services.find((each) => each.name === name) ?? assert.fail('no service');
  const idle: MeanUse = { cpus: 0.1, memoryBytes: 100 * mebibyte };
  return {
    stack,
    runbook: bundledRunbook,
    service,
    now,
    engineNow: now,
    holders: [],
    containers: ok(new Map(replicas.map(({ record, details }) => [record.containerId, detailsOf(record, details)]))),
    ends: ok([]),
    logs: ok(new Map(replicas.map(({ record, log = [] }) => [record.containerId, log]))),
    operation: undefined,
    checks: ok([]),
    rules: ok(new Map()),
    use: ok(
      new Map(
        [...replicas, ...others.map((record): SeenReplica => ({ record }))].map(({ record, use = idle }) => [
          record.containerId,
          use,
        ]),
      ),
    ),
    machine: ok({
      cpus: 4,
      busyCpus: 1,
      memoryBytes: 8000 * mebibyte,
      availableBytes: 4000 * mebibyte,
      diskBytes: 1e11,
      diskFreeBytes: 5e10,
      problems: [],
    }),
    disk: undefined,
    images: ok(new Map(records.map(({ image }) => [image, 'sha256:1']))),
    balancer: ok({
      service: 'traefik',
      title: titleOf(bundledRunbook, 'traefik'),
      name,
      services: [
        {
          name,
          isSticky: false,
          servers: records.map(({ number }) => ({
            name: `replica${number}`,
            address: `10.0.0.${number}:3001`,
            isUp: true,
            state: 'UP',
          })),
        },
      ],
    }),
    database: ok({ answers: true, limit: databaseLimit() }),
    statements: ok({ active: 1, idle: 3, idleInTransaction: 0, statements: [], idleTransactions: [] }),
    redis: ok([
      {
        service: 'redis',
        title: 'redis',
        usedBytes: 2 * mebibyte,
        maxBytes: 128 * mebibyte,
        policy: 'noeviction',
        evictedKeys: 0,
        refusedWrites: 0,
        rejectedConnections: 0,
      },
    ]),
    ...changes,
  };
}
