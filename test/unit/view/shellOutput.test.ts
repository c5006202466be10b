import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ShellOutput } from '../../../src/view/shellOutput.js';

const [esc, bel] = ['\u001b', '\u0007'];
/** Ends what is open, and shows nothing. */
const end = `${esc}\\`;

const shownOf = (...pieces: readonly string[]): string => {
  const output = new ShellOutput();
  return pieces.map((piece) => output.take(piece)).join('');
};

describe('what a shell in a container writes', () => {
  const left: readonly (readonly [string, string, string])[] = [
    ['a question for the clipboard', `a${esc}]52;c;?${bel}b`, `a${end}b`],
    ['a new clipboard', `a${esc}]52;c;ZXZpbA==${esc}\\b`, `a${end}b`],
    ['a new clipboard, with noughts before its number', `a${esc}]0052;c;ZXZpbA==${bel}b`, `a${end}b`],
    ['a new clipboard, with what terminals skip in its number', `a${esc}\u0001]5\u00012;c;ZXZpbA==${bel}b`, `a${end}b`],
    ['a new clipboard by the one-byte opening', 'a\u009d52;c;ZXZpbA==\u009cb', `a${end}b`],
    ['a command in the name of the shell', `a${esc}]633;E;rm -rf /${bel}b`, `a${end}b`],
    ['a file in the name of iTerm', `a${esc}]1337;File=:AAAA${bel}b`, `a${end}b`],
    ['a clipboard that another command breaks off', `a${esc}]52;c;${esc}[31mb`, `a${end}${esc}[31mb`],
    ['a clipboard behind a title that breaks off', `${esc}]0;x${esc}]52;c;?${bel}b`, `${esc}]0;x${end}b`],
    [
      'a clipboard whose beginning and end stand around what is left out',
      `${esc}]${esc}]633;x${bel}52;c;?${bel}`,
      `${esc}]${end}52;c;?${bel}`,
    ],
    [
      'a clipboard around what is left out, by its first character',
      `${esc}\u009d633;x\u009c]52;c;?${bel}`,
      `${esc}${end}]52;c;?${bel}`,
    ],
  ];
  for (const [what, text, expected] of left)
    it(`reaches the terminal without ${what}, in whatever pieces it comes`, () => {
      assert.equal(shownOf(text), expected);
      for (let at = 1; at < text.length; at++)
        assert.equal(shownOf(text.slice(0, at), text.slice(at)), expected, `cut at ${at}`);
      assert.equal(shownOf(...Array.from(text)), expected);
    });

  it('reaches the terminal as it is otherwise: colours, moves, titles, links, other screens', () => {
    const whole = `${esc}[2J${esc}[1;31mred${esc}[0m${esc}]0;title${bel}${esc}]8;;https://a.example${esc}\\link${esc}]8;;${esc}\\${esc}[?1049h${esc}(B\r\n`;
    assert.equal(shownOf(whole), whole);
    assert.equal(shownOf(...Array.from(whole)), whole);
  });

  it('never has a command to the clipboard in it, however it is cut and mixed', () => {
    const parts = fc.constantFrom(
      esc,
      ']',
      '5',
      '2',
      '52;',
      '0',
      ';',
      bel,
      '\\',
      '\u009d',
      '\u009c',
      '\u0001',
      'a',
      '[31m',
      '633',
      '\u0018',
      '\u007f',
    );
    fc.assert(
      fc.property(
        fc.array(
          fc.array(parts, { maxLength: 6 }).map((each) => each.join('')),
          { maxLength: 6 },
        ),
        (pieces) => {
          const shown = shownOf(...pieces);
          // As a terminal reads it: what it skips is not there.
          const read = shown.replace(/[\u0000-\u0006\u0008-\u0017\u0019\u001c-\u001f\u007f]/g, '');
          assert.doesNotMatch(read, /(?:\u001b\]|\u009d)0*(?:52|633|1337)(?!\d)/);
        },
      ),
      { numRuns: 20_000 },
    );
  });

  it('is held back no longer than a command needs', () => {
    assert.equal(shownOf(`a${esc}`, 'b'), `a${esc}b`);
    assert.equal(shownOf(`${esc}]${'1'.repeat(500)}`, 'x'), 'x');
  });
});
