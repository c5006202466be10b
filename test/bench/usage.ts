import type { Measurement } from './bench.js';
import { connect, patience, recordsOf } from './connection.js';
import { withProject } from './project.js';
import { inTurns, timed } from './samples.js';

const replicas = 21;

export const usage: Measurement = {
  name: 'CPU and memory',
  run: (bench) =>
    withProject(bench, replicas, async ({ name, docker }) => {
      const connection = await connect(bench);
      try {
        const ids = (await recordsOf(connection, name)).map(({ containerId }) => containerId);
        const read = async (): Promise<void> => {
          const { size } = await connection.readUsage(ids, patience());
          if (size !== replicas) throw new Error(`${size} of ${replicas} replicas were read`);
        };
        await read();
        const dockerStats = (): Promise<string> => docker('stats', '--no-stream', ...ids);
        const ours = (): Promise<number> => timed(read);
        const samples = await inTurns(bench, bench.rounds, ours, () => timed(dockerStats));
        const what = `CPU and memory of ${replicas} replicas, one reading`;
        bench.report.comparisons.push({ what, ...samples, instead: 'docker stats --no-stream' });
      } finally {
        connection.dispose();
      }
    }),
};
