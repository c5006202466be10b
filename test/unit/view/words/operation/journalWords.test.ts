import assert from 'node:assert/strict';
import { noteProblemText } from '../../../../../src/view/words/operation/journalWords.js';

describe('what is said of a note that could not be kept', () => {
  it('is why, that nothing was changed, and what to do, in one line', () => {
    assert.equal(
      noteProblemText('ENOSPC: no space left on device, write.'),
      'The note could not be kept (ENOSPC: no space left on device, write), so the journal is as it was. Make room on the disk, then try again.',
    );
    assert.doesNotMatch(noteProblemText('a\nb\u202e'), /[\n\u202e]/);
  });
});
