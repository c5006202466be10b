import assert from 'node:assert/strict';
import { DrivenDemo } from './drivenDemo.js';

const waitingJobs = 'max(queue_jobs_waiting)';

/** The times at which the demo's Prometheus has a value, wall time in ms. */
async function points({ demo }: DrivenDemo): Promise<readonly number[]> {
  const url = new URL(`${demo.runbook.prometheus?.url ?? ''}/api/v1/query_range`);
  url.search = new URLSearchParams({ query: waitingJobs, start: '0', end: '9999999999' }).toString();
  const { data } = (await (await fetch(url)).json()) as { data: { result: { values: [number, string][] }[] } };
  return data.result.flatMap(({ values }) => values.map(([at]) => at * 1000));
}

describe('a clock that is set', () => {
  let driven: DrivenDemo;
  beforeEach(async () => (driven = await DrivenDemo.open(10)));
  afterEach(() => driven.close());

  for (const hours of [-1, 1])
    it(`by ${hours} h changes nothing of the load, nor of what is measured of it`, async () => {
      const { demo } = driven;
      demo.play('exam-release');
      driven.goOn(2);
      const before = demo.world.queue.waiting;
      driven.setClock(hours * 3_600_000);
      const worker = demo.store.find('up-schedule-generator-pdf-worker-1');
      await demo.store.restart(worker, 0);
      driven.goOn(2);
      assert.ok(demo.world.queue.waiting > before, `${before}, and then ${demo.world.queue.waiting}`);
      assert.equal(worker.health?.status, 'healthy');
      const at = await points(driven);
      assert.ok(at.length >= 8);
      assert.deepEqual([...at].sort(), at, 'in their order');
      const now = Date.UTC(2026, 8, 1, 18 + hours, 4);
      assert.ok(now - (at.at(-1) ?? 0) < 20_000, 'the last one is of now');
    });
});
