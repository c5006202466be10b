import { writeFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import type { Bench, DockerHere, Measurement } from './bench.js';
import { checklistPanel } from './checklistPanel.js';
import { connect } from './connection.js';
import { eventToSnapshot } from './eventToSnapshot.js';
import { firstLook } from './firstLook.js';
import { growth } from './growth.js';
import { loading } from './loading.js';
import { once } from './once.js';
import type { Report } from './report.js';
import { scaling } from './scaling.js';
import { buildShipped } from './shipped.js';
import { tableOf } from './table.js';
import { usage } from './usage.js';

export const measurements: readonly Measurement[] = [
  firstLook,
  usage,
  scaling,
  eventToSnapshot,
  loading,
  growth,
  checklistPanel,
];

export interface Wish {
  readonly repository: string;
  readonly rounds: number;
  readonly signal: AbortSignal;
  readonly docker: () => Promise<DockerHere>;
  readonly say: (message: string) => void;
}

/** Measures, writes dist/bench.json and answers the table. */
export async function runBench(chosen: readonly Measurement[], wish: Wish): Promise<string> {
  const { repository, rounds, signal, say } = wish;
  const report: Report = { comparisons: [], growth: [], bundleBytes: {} };
  const docker = once(wish.docker);
  const shipped = once(() => buildShipped(repository));
  const bench: Bench = { rounds, signal, report, docker: docker.get, shipped: shipped.get };
  const date = new Date().toISOString();
  const loadBefore = loadavg()[0];
  try {
    for (const measurement of chosen) {
      signal.throwIfAborted();
      say(`measuring: ${measurement.name}`);
      await measurement.run(bench);
    }
    const machine = {
      cores: availableParallelism(),
      platform: `${process.platform} ${process.arch}`,
      node: process.version,
      loadBefore,
      ...(docker.used ? await engineFacts(bench) : {}),
    };
    const file = join(repository, 'dist', 'bench.json');
    writeFileSync(file, `${JSON.stringify({ date, rounds, machine, ...report }, undefined, 2)}\n`);
  } finally {
    if (shipped.used)
      await shipped.get().then(
        ({ remove }) => remove(),
        () => undefined,
      );
  }
  return tableOf(report);
}

async function engineFacts(bench: Bench): Promise<object> {
  const connection = await connect(bench);
  const { version, apiVersion, cpus } = connection.info;
  connection.dispose();
  return { engine: version, apiVersion, engineCores: cpus, compose: (await bench.docker()).composeVersion };
}
