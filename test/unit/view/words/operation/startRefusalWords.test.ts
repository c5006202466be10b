import assert from 'node:assert/strict';
import type { StartRefusal } from '../../../../../src/core/operation/plan/startRefusal.js';
import { operationProblemText } from '../../../../../src/view/words/operation/operationProblemText.js';
import { startRefusalText, startRefusalWays } from '../../../../../src/view/words/operation/startRefusalWords.js';
import { operationOf, operationPlan, scaleStage } from '../../../support/operations.js';

const evil = 'a\n\u202e$(zap)';

describe('what is said where a plan could not be begun', () => {
  it('is what happened, that nothing was started, and what to do', () => {
    const refusals: readonly StartRefusal[] = [
      { reason: 'busy', title: 'Web', holder: 'shop' },
      { reason: 'journal', detail: 'ENOSPC: no space left on device.' },
      { reason: 'locks', detail: 'EACCES: permission denied' },
      { reason: 'context' },
    ];
    assert.deepEqual(refusals.map(startRefusalText), [
      'Web is being changed already, by shop. Nothing was started; wait for it to end, or cancel it there.',
      'The journal could not be written (ENOSPC: no space left on device), so nothing was started. Make room on the disk, then try again.',
      'Other windows could not be kept from changing the same (EACCES: permission denied), so nothing was started. Make room on this machine’s disk, or look at its rights, then try again.',
      'The Docker context has changed since the plan was made. Nothing was started; plan again.',
    ]);
  });

  it('has a button for what it says to do', () => {
    const waysOf = (refusal: StartRefusal): string => startRefusalWays(refusal).join(' · ');
    assert.equal(waysOf({ reason: 'busy', title: 'Web', holder: 'shop' }), 'Plan Again… · Show History');
    for (const reason of ['journal', 'locks'] as const)
      assert.equal(waysOf({ reason, detail: 'ENOSPC' }), 'Plan Again… · Show Output');
    assert.equal(waysOf({ reason: 'context' }), 'Plan Again… · Choose Context');
    assert.equal(waysOf({ reason: 'closed' }), '');
  });

  it('does not say that nothing was started of what ran and could not be written down, nor offers to run it again', () => {
    const refusal = { reason: 'end-unkept' } as const;
    assert.match(startRefusalText(refusal), /^What it came to could not be written to the journal/);
    assert.doesNotMatch(startRefusalText(refusal), /nothing was (started|changed)/i);
    assert.deepEqual(startRefusalWays(refusal), ['Show History', 'Show Output']);
  });

  it('is one line, whatever a window or a system is called', () => {
    for (const refusal of [
      { reason: 'busy', title: evil, holder: evil },
      { reason: 'locks', detail: evil },
    ] as const)
      assert.doesNotMatch(startRefusalText(refusal), /[\n\u202e]/);
  });
});

describe('what is said of an operation that met another one on its way', () => {
  const textOf = (holder: string): string =>
    operationProblemText({ reason: 'busy', title: 'Web', holder }, operationOf(operationPlan([scaleStage(3, 6)])));

  it('names who is at work there, and what to do', () => {
    assert.equal(
      textOf('another window'),
      'Web is being changed by another window, so this stopped before it. Wait for that to end, then resume this.',
    );
    assert.equal(
      textOf(''),
      'Web is being changed by another operation of this window, so this stopped before it. Wait for that to end, then resume this.',
    );
  });
});
