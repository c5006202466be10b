import assert from 'node:assert/strict';
import fc from 'fast-check';
import { runbookFor } from '../../../../src/core/runbook/bundledRunbook.js';
import { isBlocked, isEmpty, type ServicePlan, type Step } from '../../../../src/core/scaling/plan.js';
import { planScale } from '../../../../src/core/scaling/planScale.js';
import type { ContainerRecord } from '../../../../src/core/stack/containerRecord.js';
import { countedReplicas } from '../../../../src/core/stack/stack.js';
import { containerRecord } from '../../support/containerRecord.js';
import { replicas, stackOf } from '../../support/stacks.js';

function plan(records: readonly ContainerRecord[], target: number, composeProblem?: string): ServicePlan {
  const stack = stackOf(...records);
  const [service] = stack.services;
  assert.ok(service);
  return planScale(stack, runbookFor(stack, []), service, target, 'auto', composeProblem);
}

const numbers = (steps: readonly Step[], kind: Step['kind']): readonly number[] =>
  steps.filter((step) => step.kind === kind).map(({ number }) => number);
const web = (...given: readonly number[]): readonly ContainerRecord[] =>
  given.map((number) => containerRecord('web', number));

describe('planScale', () => {
  it('creates what is missing after the highest number', () => {
    const up = plan(web(1, 2, 3), 6);
    assert.deepEqual(
      up.steps,
      [4, 5, 6].map((number) => ({ kind: 'create', number, name: `shop-web-${number}` })),
    );
    assert.deepEqual([up.from, up.to, up.kind, isBlocked(up)], [3, 6, 'scale', false]);
    assert.deepEqual(up.scaler, { kind: 'replicate', because: 'copies', source: 'shop-web-3' });
    assert.equal(up.sourceContainerId, containerRecord('web', 3).containerId);
    assert.deepEqual(
      up.seen,
      web(1, 2, 3).map(({ containerId }) => containerId),
    );
  });

  it('removes the highest numbers first', () => {
    const down = plan(web(1, 2, 3, 4), 2);
    assert.deepEqual(numbers(down.steps, 'remove'), [4, 3]);
    assert.equal(down.steps.length, 2);
    assert.deepEqual(down.steps[0], {
      kind: 'remove',
      number: 4,
      name: 'shop-web-4',
      containerId: containerRecord('web', 4).containerId,
    });
    assert.deepEqual(
      [down.sourceContainerId, down.scaler],
      [undefined, { kind: 'replicate', because: 'creates-none' }],
    );
  });

  it('has nothing to do at the count that there is', () => {
    assert.equal(isEmpty(plan(web(1, 2, 3), 3)), true);
  });

  it('does not fill gaps in the numbers', () => {
    assert.deepEqual(numbers(plan(web(1, 3, 4, 5), 5).steps, 'create'), [6]);
  });

  it('joins names by underscores where the others are', () => {
    const old = [1, 2].map((number) => containerRecord('web', number, { name: `shop_web_${number}` }));
    assert.deepEqual(
      plan(old, 3).steps.map(({ name }) => name),
      ['shop_web_3'],
    );
  });

  it('starts stopped replicas that stay, at any count', () => {
    const stopped = [
      containerRecord('web', 1, { state: 'exited', exitCode: 1 }),
      containerRecord('web', 2, { state: 'created' }),
      containerRecord('web', 3),
    ];
    assert.deepEqual(
      plan(stopped, 3).steps.map(({ kind, number }) => [kind, number]),
      [
        ['start', 1],
        ['start', 2],
      ],
    );
    assert.deepEqual(
      plan(stopped, 4).steps.map(({ kind, number }) => [kind, number]),
      [
        ['start', 1],
        ['start', 2],
        ['create', 4],
      ],
    );
    assert.deepEqual(
      plan(stopped, 1).steps.map(({ kind, number }) => [kind, number]),
      [
        ['start', 1],
        ['remove', 3],
        ['remove', 2],
      ],
    );
  });

  it('does not start what is paused, restarting or dead, but counts it', () => {
    for (const state of ['paused', 'restarting', 'dead'] as const) {
      const same = plan([...web(1), containerRecord('web', 2, { state })], 2);
      assert.deepEqual([same.from, same.steps], [2, []], state);
    }
  });

  it('counts no replica that is on its way out', () => {
    const leaving = [...web(1, 2), containerRecord('web', 3, { state: 'removing' })];
    const stack = stackOf(...leaving);
    assert.deepEqual(
      stack.services.flatMap(countedReplicas).map(({ number }) => number),
      [1, 2],
    );
    const up = plan(leaving, 3);
    assert.deepEqual([up.from, numbers(up.steps, 'create').length, up.seen.length], [2, 1, 2]);
    assert.deepEqual(numbers(plan(leaving, 1).steps, 'remove'), [2]);
  });

  it('starts from zero with number 1, by Compose, where Compose can', () => {
    const stack = stackOf(...replicas('redis', 1, { project: 'up-schedule-generator' }));
    const none = { id: `${stack.id}/backend`, stackId: stack.id, name: 'backend', replicas: [], origin: undefined };
    const first = planScale(stack, runbookFor(stack, []), none, 2, 'auto', undefined);
    assert.deepEqual(
      first.steps.map(({ name }) => name),
      ['up-schedule-generator-backend-1', 'up-schedule-generator-backend-2'],
    );
    assert.deepEqual(
      [first.title, first.scaler, isBlocked(first)],
      ['Backend', { kind: 'compose', because: 'nothing-to-copy' }, false],
    );
    assert.equal(isBlocked(planScale(stack, runbookFor(stack, []), none, 2, 'auto', 'no file here')), true);
    assert.equal(isBlocked(planScale(stack, runbookFor(stack, []), none, 2, 'replicate', undefined)), true);
  });

  it('blocks a count outside the limits of the runbook', () => {
    assert.equal(isBlocked(plan(web(1), 51)), true);
    assert.equal(isBlocked(plan(web(1), 0)), true);
  });

  const states = ['running', 'exited', 'created', 'paused', 'restarting', 'dead'] as const;
  const service = fc
    .uniqueArray(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 12 })
    .chain((given) =>
      fc.tuple(
        fc.constant(given),
        fc.array(fc.constantFrom(...states), { minLength: given.length, maxLength: given.length }),
      ),
    )
    .map(([given, found]) =>
      given.map((number, index) => containerRecord('web', number, { state: found[index] ?? 'running' })),
    );

  it('takes a step for each replica gained or lost, and none that it does not need', () => {
    fc.assert(
      fc.property(service, fc.integer({ min: 0, max: 20 }), (records, target) => {
        const { steps, from, to } = plan(records, target);
        const creates = numbers(steps, 'create');
        const removes = numbers(steps, 'remove');
        const starts = numbers(steps, 'start');
        assert.equal(from, records.length);
        assert.equal(creates.length, Math.max(0, to - from));
        assert.equal(removes.length, Math.max(0, from - to));
        assert.equal(new Set(removes).size, removes.length);
        const highest = Math.max(...records.map(({ number }) => number));
        assert.ok(creates.every((number) => number > highest));
        assert.equal(new Set(creates).size, creates.length);
        const stopped = records.filter(
          ({ state, number }) => (state === 'exited' || state === 'created') && !removes.includes(number),
        );
        assert.deepEqual([...starts].sort(), stopped.map(({ number }) => number).sort());
      }),
    );
  });

  it('comes back to the same replicas after going up and down again', () => {
    fc.assert(
      fc.property(service, fc.integer({ min: 1, max: 10 }), (records, more) => {
        const up = plan(records, records.length + more);
        const made = numbers(up.steps, 'create').map((number) =>
          containerRecord('web', number, { createdAt: 2_000_000 + number }),
        );
        const down = plan([...records, ...made], records.length);
        assert.deepEqual([...numbers(down.steps, 'remove')].sort(), made.map(({ number }) => number).sort());
      }),
    );
  });
});
