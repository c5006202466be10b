import assert from 'node:assert/strict';
import { checklistCheckIds } from '../../../../src/core/checklist/bindings.js';
import { bindingCheckWords } from '../../../../src/view/checklist/bindingWords.js';
import { documentFailureText } from '../../../../src/view/checklist/documentFailureWords.js';
import { documentProblemText } from '../../../../src/view/checklist/documentProblemWords.js';

const lines = { first: 0, last: 0 };

describe('words on the bindings of a checklist', () => {
  it('say of every check what is so when it passes, each in its own', () => {
    const words = checklistCheckIds.map(bindingCheckWords);
    assert.equal(new Set(words).size, checklistCheckIds.length);
    for (const word of words) assert.match(word, /^[A-Z][^.]{10,60}$/);
  });

  it('say what does not exist, and what may have been meant', () => {
    assert.equal(
      documentProblemText({ problem: 'unknown-check', id: 'replica-healthy', lines }),
      'There is no check replica-healthy; is it replicas-healthy?',
    );
    assert.equal(documentProblemText({ problem: 'unknown-check', id: 'xyz', lines }), 'There is no check xyz.');
    assert.equal(
      documentProblemText({ problem: 'unknown-action', id: 'open-dashboards', lines }),
      'There is no action open-dashboards; is it open-dashboard?',
    );
    assert.equal(
      documentProblemText({ problem: 'unknown-when', id: 'never', lines }),
      'There is no condition never; there are database, queue, up, down.',
    );
    assert.equal(
      documentProblemText({ problem: 'unknown-comment', key: 'owner', lines }),
      'Scalebook knows no owner behind an item; it knows check, action, when.',
    );
    assert.match(documentProblemText({ problem: 'too-long', maxItems: 10_000 }), /10000 items/);
    assert.match(documentProblemText({ problem: 'too-deep', maxDepth: 50 }), /50 times/);
  });

  it('say why a checklist cannot be shown', () => {
    assert.match(documentFailureText({ reason: 'gone' }), /not there any more/);
    assert.equal(
      documentFailureText({ reason: 'unreadable', detail: 'it is no text' }),
      'The file could not be read: it is no text.',
    );
  });
});
