import assert from 'node:assert/strict';
import type { Asked } from '../../../src/demo/faults/fault.js';
import { Lockstep } from './lockstep.js';

const isQueue = ({ path }: Asked): boolean => path === '/backend/api/jobs/metrics';
const isPrometheus = ({ path }: Asked): boolean => path.startsWith('/prometheus/');

describe("faults of the stack's own endpoints", function () {
  this.timeout(60_000);
  let steps: Lockstep;
  beforeEach(async () => {
    steps = await Lockstep.open();
    await steps.goOn(1);
  });
  afterEach(() => steps.close());

  const source = (service: string, rule: string): string => steps.signal(service, rule).source;

  for (const fault of [
    { fault: 'drop' },
    { fault: 'broken-json' },
    { fault: 'refuse', status: 503, message: 'the queue does not answer' },
  ] as const)
    it(`the queue's figures come from Prometheus where their endpoint has a fault: ${fault.fault}`, async () => {
      assert.match(source('pdf-worker', 'jobs-waiting'), /jobs\/metrics/);
      const order = steps.demo.stackFaults.order(fault, isQueue);
      await steps.look();
      assert.equal(source('pdf-worker', 'jobs-waiting'), 'Prometheus');
      assert.ok(steps.figure('pdf-worker', 'jobs-waiting') >= 0);
      order.dispose();
      await steps.look();
      assert.match(source('pdf-worker', 'jobs-waiting'), /jobs\/metrics/);
    });

  it('what Prometheus alone knows is unknown while it has a fault, never zero, and nothing is scaled down for it', async () => {
    steps.demo.stackFaults.order({ fault: 'refuse', status: 500, message: 'storage is corrupt' }, isPrometheus);
    await steps.goOn(6);
    assert.equal(steps.signal('backend', 'pool-usage').level, 'unknown');
    assert.equal(steps.signal('backend', 'pool-usage').value, undefined);
    assert.equal(steps.of('backend').policy.decision.recommendation, undefined);
    assert.equal(steps.signal('pdf-worker', 'jobs-waiting').level, 'normal', 'the queue is known all the same');
  });
});
