import assert from 'node:assert/strict';
import { notToldText, worseText } from '../../../../../src/view/words/operation/watchWords.js';
import { ended, operationOf, operationPlan, scaleStage } from '../../../support/operations.js';

const up = (now: number) => operationOf(operationPlan([scaleStage(3, 6)]), [[9, ended('done', { worker: now })]]);
const worse = { title: 'Backend', from: 'normal', to: 'critical', rule: 'p95 > 5 s' } as const;

describe('what is told after an operation', () => {
  it('of something that became worse: what, that nothing was done, and what to do', () => {
    assert.equal(
      worseText(up(6), [worse]),
      'After PDF Worker 3 → 6: Backend went from normal to critical (p95 > 5 s). Nothing was done about it; see why, then undo it or leave it.',
    );
  });

  it('does not speak of undoing where nothing can be undone', () => {
    assert.match(worseText(up(3), [worse]), /Nothing was done about it; see why first\.$/);
  });

  it('of a team that could not be told: why, that the operation goes on, and what to do', () => {
    assert.equal(
      notToldText(up(6), 'it answered with 404'),
      'The team was not told of PDF Worker 3 → 6: it answered with 404. The operation is not touched by that; tell them by hand, and see that the webhook is right.',
    );
  });
});
