import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { filesIn, tarOf } from '../../../src/demo/containers/tar.js';

describe('tars of the demo', () => {
  it('hold what was put in', () => {
    const name = fc.stringMatching(/^[a-z][a-z.]{0,60}$/);
    fc.assert(
      fc.property(name, fc.string({ unit: 'grapheme', maxLength: 2000 }), (file, text) => {
        assert.deepEqual(filesIn(tarOf(file, text, 999)), [{ name: file, text }]);
      }),
    );
  });

  it('are read by tar itself', () => {
    const tar = tarOf('postgresql.auto.conf', "max_connections = '550'\n", 999);
    assert.equal(execFileSync('tar', ['-xO'], { input: tar }).toString(), "max_connections = '550'\n");
    assert.match(
      execFileSync('tar', ['-tv', '--numeric-owner'], { input: tar }).toString(),
      /^-rw------- 999\/999 +24 /,
    );
  });

  it('survive whatever is sent', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => void filesIn(Buffer.from(bytes))));
    const whole = tarOf('a', 'x'.repeat(600), 0);
    for (let length = 0; length < 512 + 600; length += 50) assert.deepEqual(filesIn(whole.subarray(0, length)), []);
  });
});
