import assert from 'node:assert/strict';
import type { Guard } from '../../../../src/core/scaling/guards/guard.js';
import { operationOutcomeText } from '../../../../src/view/words/operation/operationOutcomeWords.js';
import { servicePlan } from '../../support/plans.js';
import { endedOperation, operationPlan, scaleStage } from '../../support/teamOperations.js';

const checked: readonly Guard[] = [{ guard: 'health-check', verdict: 'pass' }];
const outcome = (apiTo: number, guards = checked): string => {
  const services = [
    servicePlan({ title: 'Web', from: 3, to: 6, guards: checked }),
    servicePlan({ service: 'api', title: 'API', from: 2, to: apiTo, guards }),
  ];
  const plan = operationPlan({
    stages: [scaleStage('web', 3, 6), scaleStage('api', 2, apiTo)],
    services,
    after: { web: 6, api: apiTo },
  });
  return operationOutcomeText(endedOperation('one', 'done', undefined, { plan }));
};

describe('what has come of an operation of several services', () => {
  it('says once that all are healthy, where all are', () => {
    assert.equal(outcome(4), 'Web runs 6 of 6 and API 4 of 4, all healthy, after 1 s.');
  });

  it('says of each how it is, where one went down or has no health check', () => {
    assert.equal(outcome(1), 'Web runs 6 of 6, all healthy and API runs 1 of 1, after 1 s.');
    assert.equal(outcome(4, []), 'Web runs 6 of 6, all healthy and API runs 4 of 4, after 1 s.');
  });
});
