import assert from 'node:assert/strict';
import { unwrittenText } from '../../../../../src/view/words/operation/unwrittenWords.js';
import { operation } from '../../../support/teamOperations.js';

describe('what is said of a journal that could not be written', () => {
  it('is what was lost, why, and what to do', () => {
    assert.equal(
      unwrittenText({ lost: 'verification', stack: 'shop\n\u202e' }, 'ENOSPC: no space left on device.'),
      'The report of the verification of shop was not kept: the journal could not be written (ENOSPC: no space left on device). It is there until this window closes; export it, then make room on the disk.',
    );
    assert.match(
      unwrittenText({ lost: 'watch', operation: operation('one') }, 'read-only file system'),
      /^The watch after Scale web 3 → 6 has ended early: .*\(read-only file system\)\. Look at the stack yourself/,
    );
  });
});
