import assert from 'node:assert/strict';
import type { EngineFailure } from '../../../../src/core/connection/engineFailure.js';
import type { Step } from '../../../../src/core/scaling/plan.js';
import { carryOut } from '../../../../src/engine/scale/carryOut.js';
import { fail, ok } from '../../../../src/util/result.js';

const failure = (reason: EngineFailure['reason']): EngineFailure => ({ reason, address: '', detail: reason });
const steps = [1, 2, 3, 4, 5].map((number): Step => ({ kind: 'create', number, name: `web-${number}` }));

function setup(atOnce: number, outcomeOf: (step: Step) => EngineFailure | undefined = () => undefined) {
  const stopper = new AbortController();
  const told: string[] = [];
  let [busy, most] = [0, 0];
  const run = async (step: Step) => {
    most = Math.max(most, ++busy);
    await new Promise((resolve) => setTimeout(resolve, 5));
    busy--;
    const problem = outcomeOf(step);
    return problem ? fail(problem) : ok(`id-${step.number}`);
  };
  const result = () =>
    carryOut(steps, { atOnce, run }, (step, phase, id) => told.push(`${phase} ${step.number} ${id ?? '-'}`), {
      signal: stopper.signal,
      cancelled: failure('cancelled'),
    });
  return { stopper, told, result, most: () => most };
}

describe('carrying out steps', () => {
  it('runs no more at once than allowed', async () => {
    const { result, most } = setup(2);
    assert.equal((await result()).ok, true);
    assert.equal(most(), 2);
  });

  it('tells of each step, in order when one at a time', async () => {
    const { result, told } = setup(1);
    await result();
    assert.deepEqual(told.slice(0, 3), ['begun 1 -', 'done 1 id-1', 'begun 2 -']);
    assert.equal(told.length, 10);
  });

  it('begins nothing after a failure, and reports those under way', async () => {
    const { result, told } = setup(2, (step) => (step.number === 1 ? failure('refused') : undefined));
    const outcome = await result();
    assert.equal(outcome.ok, false);
    assert.deepEqual(outcome.ok ? [] : [outcome.error.step?.number, outcome.error.failure.reason], [1, 'refused']);
    assert.deepEqual(told, ['begun 1 -', 'begun 2 -', 'done 2 id-2']);
  });

  it('begins nothing after an abort, and lets those under way end', async () => {
    const { result, told, stopper } = setup(2);
    const running = result();
    stopper.abort();
    const outcome = await running;
    assert.deepEqual(outcome.ok ? [] : [outcome.error.step, outcome.error.failure.reason], [undefined, 'cancelled']);
    assert.deepEqual(told, ['begun 1 -', 'begun 2 -', 'done 1 id-1', 'done 2 id-2']);
  });

  it('is a success when the abort comes after the last step has begun', async () => {
    const { result, stopper } = setup(5);
    const running = result();
    stopper.abort();
    assert.equal((await running).ok, true);
  });
});
