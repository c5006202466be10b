import assert from 'node:assert/strict';
import { Lockstep } from './lockstep.js';

/** What is seen of the Monday spike in its first minutes. */
async function series(seed: number, asksMore = false): Promise<readonly (readonly number[])[]> {
  const steps = await Lockstep.open({ seed });
  try {
    steps.demo.play('monday-spike');
    const seen: number[][] = [];
    const [, backend] = steps.runbook.services;
    await steps.goOn(8, async () => {
      const figures = ['jobs-waiting', 'queue-wait', 'cpu-average'].map((rule) => steps.figure('pdf-worker', rule));
      seen.push([...figures, steps.figure('backend', 'cpu-average'), steps.figure('backend', 'p95')]);
      if (asksMore) for (const url of backend?.healthUrls ?? []) await (await fetch(url)).text();
    });
    return seen;
  } finally {
    await steps.close();
  }
}

describe('the load of the demo', () => {
  it('is the same for the same seed, whatever is asked of it and when, and another for another', async () => {
    const [once, again, other] = [await series(7), await series(7, true), await series(8)];
    assert.ok(once.length >= 16);
    assert.deepEqual(again, once);
    assert.notDeepEqual(other, once);
  });
});
