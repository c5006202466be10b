import type { LiveState } from '../../src/core/live/liveState.js';
import type { Reading } from '../../src/core/policy/reading.js';
import type { ContainerRecord } from '../../src/core/stack/containerRecord.js';
import { buildSnapshot } from '../../src/core/stack/snapshot.js';
import { emptySnapshot, type Snapshot } from '../../src/core/stack/stack.js';
import { treeRows } from '../../src/view/rows/treeRows.js';
import { containerRecord } from '../unit/support/containerRecord.js';
import type { Measurement } from './bench.js';
import type { Growth } from './report.js';

type Part = Exclude<keyof Growth, 'replicas'>;

const sizes = [50, 100, 200, 400];
/** Those of the bundled runbook, and one that it does not know. */
const services = ['backend', 'frontend', 'pdf-worker', 'redis', 'cache'];
const rounds = 25;
const batchMs = 20;
const parts = ['fullListUs', 'oneEventUs', 'treeRowsUs'] as const satisfies readonly Part[];
const now = 2_000_000;

export const growth: Measurement = {
  name: 'growth',
  run({ report, signal }) {
    const subjects = sizes.map((replicas) => ({ replicas, calls: callsFor(replicas), samples: emptySamples() }));
    // Sizes take turns, so that a busy moment of the machine falls on all. The first round warms up and does not count.
    for (let round = 0; round <= rounds; round += 1) {
      signal.throwIfAborted();
      for (const { calls, samples } of subjects) {
        for (const part of parts) {
          const sample = microseconds(calls[part]);
          if (round > 0) samples[part].push(sample);
        }
      }
    }
    for (const { replicas, samples } of subjects) report.growth.push({ replicas, ...samples });
    return Promise.resolve();
  },
};

const emptySamples = (): Record<Part, number[]> => ({ fullListUs: [], oneEventUs: [], treeRowsUs: [] });

function callsFor(replicas: number): Record<Part, () => unknown> {
  const records = recordsFor(replicas);
  const before = buildSnapshot(records, emptySnapshot);
  // What a full list brings: everything equal, nothing the same object.
  const listed = structuredClone(records);
  const [first, ...rest] = records;
  const exited = first ? [{ ...first, state: 'exited' as const }, ...rest] : [];
  const state = stateOf(before);
  return {
    fullListUs: () => buildSnapshot(listed, before),
    oneEventUs: () => buildSnapshot(exited, before),
    treeRowsUs: () => treeRows(state, '', now, { folders: [] }),
  };
}

const recordsFor = (replicas: number): ContainerRecord[] =>
  Array.from({ length: replicas }, (_, index) =>
    containerRecord(services[index % services.length] ?? '', Math.floor(index / services.length) + 1),
  );

function stateOf(snapshot: Snapshot): LiveState {
  const reading: Reading = { at: now, cpuPercent: 71, memoryBytes: 300_000_000, memoryPercent: 61 };
  const replicas = snapshot.stacks.flatMap((stack) => stack.services).flatMap((service) => service.replicas);
  return {
    connection: { phase: 'idle' },
    snapshot,
    readings: new Map(replicas.map(({ id }) => [id, reading])),
    figures: new Map(),
    runbooks: [],
    runbooksRead: true,
    runbookBroken: false,
    policies: new Map(),
    calendars: new Map(),
    readingIntervalMs: 5000,
    changes: [],
    operations: [],
    own: new Map(),
    verifications: [],
    checklistRuns: [],
  };
}

/** Of one call, in CPU time: what else the machine does says nothing about growth. */
function microseconds(call: () => unknown): number {
  let calls = 0;
  const begun = process.cpuUsage();
  const until = performance.now() + batchMs;
  do {
    call();
    calls += 1;
  } while (performance.now() < until);
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / calls;
}
