import assert from 'node:assert/strict';
import { runbookFor } from '../../../../src/core/runbook/bundledRunbook.js';
import { isBlocked } from '../../../../src/core/scaling/plan.js';
import { planBaseline } from '../../../../src/core/scaling/planBaseline.js';
import type { ServicePlan } from '../../../../src/core/scaling/plan.js';
import type { ContainerRecord } from '../../../../src/core/stack/containerRecord.js';
import type { Stack } from '../../../../src/core/stack/stack.js';
import { replicas, stackOf, teamRecords } from '../../support/stacks.js';

const team = (frontend: number, backend: number, pdfWorker: number): readonly ContainerRecord[] => {
  const project = { project: 'up-schedule-generator' };
  return [
    ...replicas('frontend', frontend, project),
    ...replicas('backend', backend, project),
    ...replicas('pdf-worker', pdfWorker, project),
    ...replicas('redis', 4, project),
  ];
};

const baselineOf = (stack: Stack, problem?: string): readonly ServicePlan[] | undefined =>
  planBaseline(stack, runbookFor(stack, []), 'auto', problem);

const changes = (records: readonly ContainerRecord[]): unknown =>
  baselineOf(stackOf(...records))?.map(({ service, from, to }) => [service, from, to]);

describe('planBaseline', () => {
  it('has nothing to do at the baseline', () => {
    assert.deepEqual(changes(team(1, 1, 3)), []);
    assert.deepEqual(baselineOf(stackOf(...teamRecords())), []);
  });

  it('changes only what is not at its baseline, in the order of the runbook', () => {
    assert.deepEqual(changes(team(4, 1, 10)), [
      ['frontend', 4, 1],
      ['pdf-worker', 10, 3],
    ]);
  });

  it('adds before it removes', () => {
    assert.deepEqual(changes(team(5, 2, 2)), [
      ['pdf-worker', 2, 3],
      ['frontend', 5, 1],
      ['backend', 2, 1],
    ]);
  });

  it('brings back a service without a replica, and is blocked where nothing can make it', () => {
    assert.deepEqual(changes(team(1, 0, 3)), [['backend', 0, 1]]);
    const stack = stackOf(...team(1, 0, 3));
    assert.equal(baselineOf(stack)?.some(isBlocked), false);
    assert.equal(baselineOf(stack, 'no Compose file here')?.every(isBlocked), true);
  });

  it('starts what has stopped at the right count', () => {
    const stopped = replicas('pdf-worker', 1, { project: 'up-schedule-generator', state: 'exited', exitCode: 1 });
    const rest = team(1, 1, 3).filter(({ service, number }) => service !== 'pdf-worker' || number !== 1);
    const plans = baselineOf(stackOf(...rest, ...stopped));
    assert.deepEqual(
      plans?.map(({ service, steps }) => [service, steps.map(({ kind }) => kind)]),
      [['pdf-worker', ['start']]],
    );
  });

  it('does not exist where no runbook knows a baseline', () => {
    assert.equal(baselineOf(stackOf(...replicas('web', 3))), undefined);
  });
});
