import assert from 'node:assert/strict';
import { tickProblem } from '../../../../src/core/checklist/tickProblem.js';
import { contextOf, documentOf, heading, item, listOf } from '../../support/checklistDocuments.js';
import { runOf } from '../../support/checklistRuns.js';

const { stages } = contextOf(documentOf(heading(2, 'Before'), listOf(item('a'))));
const problem = (told: Parameters<typeof runOf>[0], isTicked = true, reason = '', id = 'a') =>
  tickProblem(runOf(told), stages, id, isTicked, reason);

describe('what keeps an item from being ticked', () => {
  it('is nothing for one that is open', () => {
    assert.equal(problem([]), undefined);
    assert.equal(problem([[1, { event: 'item-ticked', item: 'a', by: 'ana', reason: undefined }]], false), undefined);
  });

  it('is the end of its run or of its stage, and that it is gone', () => {
    assert.equal(problem([[1, { event: 'run-ended', by: 'ana' }]]), 'ended');
    assert.equal(problem([[1, { event: 'stage-closed', stage: 'before', by: 'ana' }]]), 'closed');
    assert.equal(problem([], true, '', 'b'), 'gone');
  });

  it('is what the machine sees, until there is a reason', () => {
    const fails = [1, { event: 'item-seen', item: 'a', seen: { verdict: 'fail', evidence: 'x' } }] as const;
    assert.equal(problem([fails]), 'reason');
    assert.equal(problem([fails], true, '  '), 'reason');
    assert.equal(problem([fails], true, 'it will do'), undefined);
    const unknown = [1, { event: 'item-seen', item: 'a', seen: { verdict: 'unknown', evidence: 'x' } }] as const;
    assert.equal(problem([unknown]), undefined);
  });

  it('is that the machine has ticked it, until there is a reason', () => {
    const passes = [1, { event: 'item-seen', item: 'a', seen: { verdict: 'pass', evidence: 'x' } }] as const;
    assert.equal(problem([passes], false), 'machine');
    assert.equal(problem([passes], false, 'it still swaps'), undefined);
  });
});
