import assert from 'node:assert/strict';
import { comesToRestAfterMs } from '../../../../../src/core/operation/run/comingToRest.js';
import { resumeOf } from '../../../../../src/core/operation/followUp.js';
import { foundOut } from '../../../../../src/core/operation/run/foundOut.js';
import { planOperation } from '../../../../../src/core/operation/plan/planOperation.js';
import { planRestart } from '../../../../../src/core/scaling/planRestart.js';
import { bundledRunbook } from '../../../../../src/core/runbook/bundledRunbook.js';
import { buildSnapshot } from '../../../../../src/core/stack/snapshot.js';
import { emptySnapshot } from '../../../../../src/core/stack/stack.js';
import type { ContainerRecord } from '../../../../../src/core/stack/containerRecord.js';
import { containerRecord } from '../../../support/containerRecord.js';
import { begunAt, ended, operationOf } from '../../../support/operations.js';
import { stackOf } from '../../../support/stacks.js';

const hourMs = 3_600_000;
const web = (number: number, startedAt: number): ContainerRecord => containerRecord('web', number, { startedAt });
const begun = { event: 'stage-begun', stage: 0, until: undefined } as const;

/** An engine whose clock is so much ahead of this machine's; both replicas were started two minutes before the plan. */
function world(skewMs: number) {
  const at = (seconds: number): number => begunAt + skewMs + seconds * 1000;
  const before = [web(1, at(-120)), web(2, at(-120))];
  const stack = stackOf(...before);
  const [service] = stack.services;
  assert.ok(service);
  const plan = planOperation({
    ...{
      stack,
      runbook: bundledRunbook,
      context: 'here',
      connections: undefined,
      groups: [],
      guards: [],
      roomFirst: false,
    },
    request: { kind: 'restart', stackId: stack.id, counts: {}, restart: ['web'] },
    restarts: [planRestart(stack, bundledRunbook, service)],
  });
  const { name, containerId } = web(1, 0);
  const restarting = operationOf(plan, [
    [1, begun],
    [2, { event: 'step', stage: 0, step: { name, kind: 'restart', phase: 'begun', containerId } }],
  ]);
  return {
    at,
    before,
    plan,
    restarting,
    engine: (...records: readonly ContainerRecord[]) => buildSnapshot(records, emptySnapshot),
  };
}

describe('whether a replica was restarted since', () => {
  for (const [title, skewMs] of [
    ['the same as here', 0],
    ['an hour ahead', hourMs],
    ['an hour behind', -hourMs],
  ] as const)
    it(`is told by the clock of its engine, ${title}`, () => {
      const { at, before, plan, restarting, engine } = world(skewMs);
      const [one, two] = before;
      assert.ok(one && two);
      const fresh = web(1, at(5));
      assert.deepEqual(foundOut(restarting, engine(one, two)), []);
      assert.deepEqual(
        foundOut(restarting, engine(fresh, two)).map((line) => line.event === 'step' && line.step.containerId),
        [fresh.containerId],
      );
      assert.equal(comesToRestAfterMs(restarting, engine(fresh, two)), 2000, 'it is over');
      assert.ok(comesToRestAfterMs(restarting, engine(one, two)) > 2000, 'it goes on');
      const interrupted = operationOf(plan, [
        [1, begun],
        [9, ended('interrupted', {})],
      ]);
      const startedAt =
        (...records: readonly ContainerRecord[]) =>
        (containerId: string) =>
          records.find((record) => record.containerId === containerId)?.startedAt;
      assert.deepEqual(resumeOf(interrupted, 0, startedAt(fresh, two))?.onlyContainers, [two.containerId]);
      assert.deepEqual(resumeOf(interrupted, 0, startedAt(one, two))?.onlyContainers?.length, 2);
      assert.equal(resumeOf(interrupted, 0, startedAt(fresh, web(2, at(9)))), undefined);
    });

  it('is told of one that had never been started, and of none that is gone', () => {
    const { plan, at } = world(-hourMs);
    const [stage] = plan.stages;
    assert.ok(stage?.stage === 'restart');
    const { containerId } = web(1, 0);
    const never = { ...plan, stages: [{ ...stage, startedAt: { [containerId]: 0 } }] };
    const interrupted = operationOf(never, [
      [1, begun],
      [9, ended('interrupted', {})],
    ]);
    assert.ok(!resumeOf(interrupted, 0, () => at(5))?.onlyContainers?.includes(containerId));
    assert.ok(resumeOf(interrupted, 0, () => undefined)?.onlyContainers?.includes(containerId));
  });
});
