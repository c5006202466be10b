import { runbookFor } from '../../src/core/runbook/bundledRunbook.js';
import type { EngineConnection } from '../../src/app/ports.js';
import type { Scaler } from '../../src/app/operations/ports.js';
import { planScale } from '../../src/core/scaling/planScale.js';
import { buildSnapshot } from '../../src/core/stack/snapshot.js';
import { emptySnapshot } from '../../src/core/stack/stack.js';
import type { Bench, Measurement } from './bench.js';
import { connect, recordsOf, value } from './connection.js';
import { withProject, type BenchProject } from './project.js';
import { timed } from './samples.js';

const few = 3;
const many = 10;

export const scaling: Measurement = {
  name: 'scale worker',
  run: (bench) =>
    withProject(bench, few, async (project) => {
      const connection = await connect(bench);
      try {
        await measure(bench, project, connection);
      } finally {
        connection.dispose();
      }
    }),
};

async function measure(bench: Bench, project: BenchProject, connection: EngineConnection): Promise<void> {
  const scaler = (await bench.shipped()).engine.createReplicateScaler();
  const ours = (target: number): Promise<void> => scaleByUs(connection, scaler, project.name, target);
  const instead = (target: number): Promise<string> =>
    project.compose('up', '--detach', '--no-recreate', '--scale', `worker=${target}`);
  const samples = {
    oursUp: [] as number[],
    oursDown: [] as number[],
    insteadUp: [] as number[],
    insteadDown: [] as number[],
  };
  const upAndDown = async (
    scale: (target: number) => Promise<unknown>,
    up: number[],
    down: number[],
  ): Promise<void> => {
    for (const [target, times] of [
      [many, up],
      [few, down],
    ] as const) {
      bench.signal.throwIfAborted();
      times.push(await timed(() => scale(target)));
      await expectRunning(connection, project.name, target);
    }
  };
  // Each side removes what it made itself.
  const oursInTurn = (): Promise<void> => upAndDown(ours, samples.oursUp, samples.oursDown);
  const insteadInTurn = (): Promise<void> => upAndDown(instead, samples.insteadUp, samples.insteadDown);
  for (let round = 0; round < bench.rounds; round += 1) {
    for (const turn of round % 2 === 0 ? [oursInTurn, insteadInTurn] : [insteadInTurn, oursInTurn]) await turn();
  }
  const { oursUp, oursDown, insteadUp, insteadDown } = samples;
  const command = 'docker compose up -d --no-recreate --scale';
  bench.report.comparisons.push(
    { what: `scale worker ${few} → ${many}, until all run`, oursMs: oursUp, insteadMs: insteadUp, instead: command },
    {
      what: `scale worker ${many} → ${few}, until all are gone`,
      oursMs: oursDown,
      insteadMs: insteadDown,
      instead: command,
    },
  );
}

/** Reading what is there and planning count as well: Compose does the same. */
async function scaleByUs(connection: EngineConnection, scaler: Scaler, project: string, target: number): Promise<void> {
  const [stack] = buildSnapshot(await recordsOf(connection, project), emptySnapshot).stacks;
  const service = stack?.services[0];
  if (!stack || !service) throw new Error(`${project} is not there`);
  const plan = planScale(stack, runbookFor(stack, []), service, target, 'replicate', undefined);
  // Half a scaling would be no sample, so Ctrl+C waits for its end.
  value(await scaler.apply(connection, plan, () => undefined, new AbortController().signal));
}

async function expectRunning(connection: EngineConnection, project: string, target: number): Promise<void> {
  const records = await recordsOf(connection, project);
  const running = records.filter(({ state }) => state === 'running').length;
  if (running !== target || records.length !== target)
    throw new Error(`${running} of ${records.length} replicas run, and ${target} should`);
}
