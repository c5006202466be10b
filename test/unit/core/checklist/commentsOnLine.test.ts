import assert from 'node:assert/strict';
import { commentsOnLine } from '../../../../src/core/checklist/commentsOnLine.js';
import { cpuMs } from '../../support/cpuMs.js';

describe('comments on a line', () => {
  it('are those that begin and end there, each at its column', () => {
    assert.deepEqual(commentsOnLine('- [ ] x <!-- check: a --> y <!--b--><!-- open'), [
      { comment: '<!-- check: a -->', column: 8 },
      { comment: '<!--b-->', column: 28 },
    ]);
    for (const none of ['', 'x', '-->', '<!--', '--> <!--', '<!-->']) assert.deepEqual(commentsOnLine(none), []);
  });

  it('are found in time that grows with the line, however many it opens and never closes', () => {
    const tookMs = cpuMs(() => assert.deepEqual(commentsOnLine('<!--'.repeat(250_000)), []));
    assert.ok(tookMs < 2000, `it took ${tookMs} ms`);
  });
});
