import assert from 'node:assert/strict';
import { KeptOutput, maxKept } from '../../../../../src/core/checklist/fence/keptOutput.js';
import { plainOutput } from '../../../../../src/core/checklist/fence/plainOutput.js';

describe('the output of a command', () => {
  for (const [raw, plain] of [
    ['a\u001b[1;31mb\u001b[0mc', 'abc'],
    ['a\u001b]0;title\u0007b\u001b]8;;http://x\u001b\\c', 'abc'],
    ['a\u001b[2Jb\u001b[10;10Hc\u001b7d\u001b(Be', 'abcde'],
    ['a\u001bPqx\u001b\\b', 'ab'],
    ['1 %\r50 %\r100 %\nnext\r\nlast', '100 %\nnext\nlast'],
    ['half\rwhole\r', 'whole'],
    ['a\tb\u0007\u0008\u0000c\u202ed\u200be', 'a\tbcde'],
    ['cut\u001b[', 'cut'],
    ['äöü ✔ 日本', 'äöü ✔ 日本'],
  ] as const)
    it(`is plain: ${JSON.stringify(raw)}`, () => assert.equal(plainOutput(raw), plain));

  it('is kept whole while it is short, however it comes', () => {
    const kept = new KeptOutput();
    for (const some of ['a\u001b', '[31', 'mb', '\r', '\nc']) kept.add(some);
    assert.equal(kept.text, 'ab\nc');
    const full = new KeptOutput();
    full.add('x'.repeat(maxKept));
    assert.equal(full.text, 'x'.repeat(maxKept));
  });

  it('is kept at its beginning and its end, and says what is not there', () => {
    const kept = new KeptOutput();
    for (let index = 0; index < 20_000; index++) kept.add(`line ${index}\n`);
    assert.match(kept.text, /^line 0\nline 1\n/);
    assert.match(kept.text, /line 19998\nline 19999\n$/);
    assert.match(kept.text, /\n… 144890 characters are left out here …\n/);
    assert.ok(kept.text.length < maxKept + 100);
  });
});
