import assert from 'node:assert/strict';
import { sentence } from '../../../../src/view/words/sentence.js';

describe('what a system says, as a sentence', () => {
  it('has one full stop and one line, whatever it was', () => {
    assert.equal(sentence('ENOSPC: no space left on device, write'), 'ENOSPC: no space left on device, write.');
    assert.equal(sentence('It is broken.'), 'It is broken.');
    assert.equal(sentence('a\nb'), 'a b.');
  });

  it('leaves out what the editor puts before it', () => {
    assert.equal(
      sentence("NoPermissions (FileSystemError): Error: EACCES: permission denied, open '/r.md'"),
      "EACCES: permission denied, open '/r.md'.",
    );
  });
});
