import assert from 'node:assert/strict';
import type { OperationProblem } from '../../../../../src/core/operation/operation.js';
import { operationOutcomeText } from '../../../../../src/view/words/operation/operationOutcomeWords.js';
import { ended, observeStage, operationOf, operationPlan, scaleStage } from '../../../support/operations.js';
import { createStep, servicePlan } from '../../../support/plans.js';

describe('what is said of an operation that has ended', () => {
  it('of one that a person has cancelled is how far it came, and no fault', () => {
    const plan = operationPlan([scaleStage(3, 6), observeStage(60_000, 'up'), scaleStage(6, 10)]);
    const cancelled = operationOf(plan, [
      [1, { event: 'stage-begun', stage: 0, until: undefined }],
      [9, { event: 'stage-ended', stage: 0, phase: 'done' }],
      [10, { event: 'stage-begun', stage: 1, until: undefined }],
      [12, ended('cancelled', { worker: 6 }, { problem: { reason: 'cancelled' } })],
    ]);
    assert.equal(
      operationOutcomeText(cancelled),
      'PDF Worker 3 → 10 was cancelled after 12 s. PDF Worker has 6 replicas now. 1 stage of 3 not begun.',
    );
  });

  const stopped = (problem: OperationProblem, result: 'stopped' | 'failed' = 'stopped', now = 6): string =>
    operationOutcomeText(
      operationOf(operationPlan([scaleStage(3, 6), scaleStage(6, 10)]), [
        [1, { event: 'stage-begun', stage: 0, until: undefined }],
        [9, { event: 'stage-ended', stage: 0, phase: 'done' }],
        [12, ended(result, { worker: now }, { problem })],
      ]),
    );
  const worse = { title: 'Database', from: 'normal', to: 'critical', rule: '' } as const;

  it('of one that stopped says what to do, by the ways that there are', () => {
    assert.equal(
      stopped({ reason: 'worse', worsened: [worse] }),
      'Database went from normal to critical, so it went no further. PDF Worker has 6 replicas now. 1 stage of 2 not begun. See why it became worse. Then resume it or go back.',
    );
    assert.match(
      stopped({ reason: 'blind', titles: ['Database'] }),
      /See why its metrics are not known\. Then resume it/,
    );
    assert.match(
      stopped({ reason: 'journal', detail: 'ENOSPC' }, 'failed', 3),
      /Make room on the disk\. Then resume it\.$/,
    );
  });

  it('of one that an engine or a replica failed says what to do', () => {
    const [step] = servicePlan({ steps: [createStep(4)] }).steps;
    assert.ok(step);
    const failure = { reason: 'no-permission', address: 'a', detail: '' } as const;
    assert.match(
      stopped({ reason: 'change', problem: { reason: 'engine', step, failure } }, 'failed'),
      /Add yourself to the group docker .* Then resume it or go back\.$/,
    );
    const notReady = { reason: 'not-ready', step, state: 'unhealthy', lastLog: '' } as const;
    assert.match(
      stopped({ reason: 'change', problem: notReady }, 'failed'),
      /See what Diagnose finds\. Then resume it or go back\.$/,
    );
  });

  it('does not say it twice where what happened says it', () => {
    for (const problem of [
      { reason: 'busy', title: 'Web', holder: '' },
      { reason: 'change', problem: { reason: 'changed-meanwhile' } },
    ] as const)
      assert.doesNotMatch(stopped(problem), /Then /, problem.reason);
  });
});
