import assert from 'node:assert/strict';
import type { LiveState } from '../../../src/core/live/liveState.js';
import type { Reading, Readings } from '../../../src/core/policy/reading.js';
import type { ContainerRecord } from '../../../src/core/stack/containerRecord.js';
import { buildSnapshot } from '../../../src/core/stack/snapshot.js';
import { emptySnapshot, type Service, type Stack } from '../../../src/core/stack/stack.js';
import { containerRecord } from './containerRecord.js';
import { policiesOf } from './policies.js';

/** Wall time at which the tests look. */
export const now = 10_000_000;

/** The one stack that the records make. */
export function stackOf(...records: readonly ContainerRecord[]): Stack {
  const [stack, ...others] = buildSnapshot(records, emptySnapshot).stacks;
  assert.ok(stack && others.length === 0, 'the records are of one stack');
  return stack;
}

/** The one service that the records make. */
export function serviceOfRecords(...records: readonly ContainerRecord[]): Service {
  const [service, ...others] = stackOf(...records).services;
  assert.ok(service && others.length === 0, 'the records are of one service');
  return service;
}

/** The first `count` healthy replicas of a service. */
export const replicas = (
  service: string,
  count: number,
  changes: Partial<ContainerRecord> = {},
): readonly ContainerRecord[] =>
  Array.from({ length: count }, (_, index) => containerRecord(service, index + 1, changes));

/** The stack that the bundled runbook is for, with more beside it. */
export const teamRecords = (): readonly ContainerRecord[] => [
  ...replicas('frontend', 1, { project: 'team' }),
  ...replicas('backend', 1, { project: 'team' }),
  ...replicas('pdf-worker', 3, { project: 'team' }),
  ...replicas('redis', 1, { project: 'team' }),
  ...replicas('postgres', 1, { project: 'team' }),
];

export const reading = (cpuPercent: number | undefined, memoryPercent = 10, at = now): Reading => ({
  cpuPercent,
  memoryBytes: 410_000_000,
  memoryPercent,
  at,
});

/** The same reading of every replica. */
export const readingsOf = (records: readonly ContainerRecord[], one: Reading = reading(20)): Readings =>
  new Map(records.map((record) => [`compose:${record.project}/${record.service}#${record.number}`, one]));

export const context = {
  name: 'local',
  description: '',
  endpoint: { transport: 'unix', path: '/var/run/docker.sock', raw: 'unix:///var/run/docker.sock' },
} as const;

/** A connected live state of these containers, each with a reading of now, and with what the rules say of that. */
export const liveState = (records: readonly ContainerRecord[], changes: Partial<LiveState> = {}): LiveState => {
  const state: LiveState = {
    connection: {
      phase: 'connected',
      context,
      info: { id: 'e1', name: 'host', version: '26.1.5', apiVersion: '1.45', cpus: 4, memoryBytes: 8e9, swarm: 'none' },
    },
    snapshot: buildSnapshot(records, emptySnapshot),
    readings: readingsOf(records),
    readingIntervalMs: 5000,
    runbooks: [],
    runbooksRead: true,
    runbookBroken: false,
    figures: new Map(),
    policies: new Map(),
    calendars: new Map(),
    changes: [],
    operations: [],
    own: new Map(),
    verifications: [],
    checklistRuns: [],
    ...changes,
  };
  return { ...state, policies: changes.policies ?? policiesOf(state, now) };
};
