import { buildSnapshot } from '../../src/core/stack/snapshot.js';
import { emptySnapshot } from '../../src/core/stack/stack.js';
import { run } from '../machine/run.mjs';
import type { Measurement } from './bench.js';
import { connect, currentContext, patience, value } from './connection.js';
import { withProject } from './project.js';
import { inTurns, timed } from './samples.js';

const replicas = 20;
const instead = 'docker compose ps';

/** Run by a node process of its own: from nothing loaded to every replica known. */
const coldLook = `
  const [, file, context] = process.argv;
  const begun = performance.now();
  const never = new AbortController().signal;
  (async () => {
    const connected = await require(file).createConnector().connect(JSON.parse(context), never);
    if (!connected.ok) throw new Error(JSON.stringify(connected.error));
    const listed = await connected.value.listContainers(never);
    if (!listed.ok) throw new Error(JSON.stringify(listed.error));
    console.log(performance.now() - begun);
    process.exit(0);
  })();`;

export const firstLook: Measurement = {
  name: 'first look',
  run: (bench) =>
    withProject(bench, replicas, async ({ compose }) => {
      const { file } = await bench.shipped();
      const context = JSON.stringify(await currentContext(bench));
      const composePs = (): Promise<number> => timed(() => compose('ps'));
      const cold = async (): Promise<number> =>
        Number(await run(process.execPath, ['-e', coldLook, file('engine'), context]));
      const connection = await connect(bench);
      const warm = (): Promise<number> =>
        timed(async () => buildSnapshot(value(await connection.listContainers(patience())), emptySnapshot));
      try {
        const times = bench.rounds * 3;
        const what = `first look at ${replicas} replicas`;
        const first = await inTurns(bench, times, cold, composePs);
        bench.report.comparisons.push({ what: `${what}: load, connect, list`, ...first, instead });
        await warm();
        const again = await inTurns(bench, times, warm, composePs);
        bench.report.comparisons.push({ what: `${what}: connected already`, ...again, instead });
      } finally {
        connection.dispose();
      }
    }),
};
