import assert from 'node:assert/strict';
import { operationOutcomeText } from '../../../../src/view/words/operationOutcomeWords.js';
import { ended, observeStage, operationOf, operationPlan, scaleStage } from '../../support/operations.js';

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
});
