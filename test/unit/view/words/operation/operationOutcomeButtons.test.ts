import assert from 'node:assert/strict';
import { operationOutcomeButtons } from '../../../../../src/view/words/operation/operationOutcomeButtons.js';
import type { OperationOutcome, OperationResult } from '../../../../../src/core/operation/operation.js';
import { endedOperation, operation } from '../../../support/teamOperations.js';

const now = 1_000_000;
const unfinished = operation('one').stages.map((stage) => ({ ...stage, phase: 'unfinished' as const }));

const buttonsOf = (
  result: OperationResult,
  problem: OperationOutcome['problem'],
  isVerified: boolean,
  changed = true,
): string => {
  const steps = changed
    ? [{ name: 'w', kind: 'create' as const, phase: 'done' as const, at: now, containerId: undefined }]
    : [];
  const stages = problem ? unfinished.map((stage) => ({ ...stage, steps })) : operation('one').stages;
  return operationOutcomeButtons(endedOperation('one', result, undefined, { stages, problem }), now, isVerified).join();
};

describe('what is offered after an operation', () => {
  const cancelled = { reason: 'cancelled' } as const;
  const worse = { reason: 'worse', worsened: [] } as const;

  it('is its report and the way back where it is done, and to verify it where nobody else does', () => {
    assert.equal(buttonsOf('done', undefined, true), 'Report,Undo');
    assert.equal(buttonsOf('done', undefined, false), 'Verify,Report,Undo');
  });

  it('is to diagnose one that was cancelled or stopped, and to verify what it changed', () => {
    assert.equal(buttonsOf('cancelled', cancelled, true), 'Resume,Go Back,Diagnose');
    assert.equal(buttonsOf('cancelled', cancelled, false), 'Resume,Go Back,Verify,Diagnose');
    assert.equal(buttonsOf('stopped', worse, false), 'Resume,Go Back,Verify,Diagnose,Show Output');
    assert.equal(buttonsOf('stopped', worse, false, false), 'Resume,Go Back,Diagnose,Show Output');
  });
});
