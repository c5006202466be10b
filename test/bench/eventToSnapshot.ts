import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { LiveStore } from '../../src/app/live/liveStore.js';
import { StackFeed } from '../../src/app/live/stackFeed.js';
import type { LiveState } from '../../src/core/live/liveState.js';
import type { ReplicaState } from '../../src/core/stack/replica.js';
import { systemClock } from '../../src/editor/clock.js';
import { findReplica } from '../unit/support/findReplica.js';
import type { Bench, Measurement } from './bench.js';
import { connect } from './connection.js';
import { withProject, type BenchProject } from './project.js';

const patienceMs = 20_000;

export const eventToSnapshot: Measurement = {
  name: 'event to snapshot',
  run: (bench) =>
    withProject(bench, 3, async (project) => {
      const connection = await connect(bench);
      const store = new LiveStore();
      const ending = new AbortController();
      const feed = new StackFeed(connection, store, systemClock).run(undefined, ending.signal);
      try {
        await measure(bench, project, store);
      } finally {
        ending.abort();
        await feed;
        connection.dispose();
      }
    }),
};

/** A way in which a replica ends, with its samples. The engine tells of a kill before the replica has ended. */
interface Way {
  readonly what: string;
  /** The docker command that brings the end about. */
  readonly end: readonly string[];
  readonly oursMs: number[];
  readonly insteadMs: number[];
}

async function measure(bench: Bench, project: BenchProject, store: LiveStore): Promise<void> {
  const { cliPath, env } = await bench.docker();
  const is = (wanted: ReplicaState) => (state: LiveState) =>
    state.snapshot !== undefined && findReplica(state.snapshot, replica)?.state === wanted;
  const replica = `compose:${project.name}/worker#2`;
  const container = `${project.name}-worker-2`;
  const filters = ['--filter', 'event=die', '--filter', `container=${container}`];
  // From a moment ago, so that nothing is missed while the command is still starting.
  const since = ['--since', `${Math.floor(Date.now() / 1000)}`];
  const args = ['events', ...since, ...filters];
  // Detached, so that Ctrl+C does not end it in the middle of a sample.
  const events = spawn(cliPath, args, { env, stdio: ['ignore', 'pipe', 'ignore'], detached: true });
  const lines = createInterface(events.stdout);
  const sample = async ({ end, oursMs, insteadMs }: Way): Promise<void> => {
    const patience = AbortSignal.timeout(patienceMs);
    await store.until(is('running'), patience);
    const begun = performance.now();
    const tell = (samples: number[]) => () => samples.push(performance.now() - begun);
    await Promise.all([
      store.until(is('exited'), patience).then(tell(oursMs)),
      once(lines, 'line', { signal: patience }).then(tell(insteadMs)),
      // A command inside the container ends with it, and so fails.
      project.docker(...end).catch(() => undefined),
    ]);
    await project.docker('start', container);
  };
  const way = (what: string, ...end: string[]): Way => ({ what, end, oursMs: [], insteadMs: [] });
  const ways = [
    way('from docker kill to exited', 'kill', container),
    way('from its own end to exited', 'exec', container, 'kill', '1'),
  ];
  try {
    // The first one also waits for `docker events` to start.
    await sample(way('', 'kill', container));
    for (let round = 0; round < bench.rounds * 3; round += 1) {
      for (const each of ways) {
        bench.signal.throwIfAborted();
        await sample(each);
      }
    }
    const instead = 'docker events prints a line';
    for (const { what, oursMs, insteadMs } of ways)
      bench.report.comparisons.push({ what: `event to snapshot: ${what}`, oursMs, insteadMs, instead });
  } finally {
    events.kill();
  }
}
