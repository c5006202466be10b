import assert from 'node:assert/strict';
import fc from 'fast-check';
import { logLine, terminalSafe } from '../../../src/view/terminalText.js';

const esc = '\u001b';
const bel = '\u0007';

describe('terminalSafe', () => {
  const stripped: readonly (readonly [string, string, string])[] = [
    ['the clipboard', `a${esc}]52;c;ZXZpbA==${bel}b`, 'ab'],
    ['the clipboard, ended by ST', `a${esc}]52;c;ZXZpbA==${esc}\\b`, 'ab'],
    ['the clipboard, not ended', `a${esc}]52;c;ZXZpbA==`, 'a'],
    ['the title of the window', `a${esc}]0;owned${bel}b`, 'ab'],
    ['links', `${esc}]8;;https://evil.example${esc}\\click${esc}]8;;${esc}\\`, 'click'],
    ['moves of the cursor', `a${esc}[2J${esc}[H${esc}[1A${esc}[10;20Hb`, 'ab'],
    ['the erasing of lines', `a${esc}[2K${esc}[1Gb`, 'ab'],
    ['modes, as of the mouse or the other screen', `a${esc}[?1049h${esc}[?1003hb`, 'ab'],
    ['questions to the terminal', `a${esc}[6n${esc}[cb`, 'ab'],
    ['bells and backspaces', `a${bel}\b\b\bb`, 'ab'],
    ['returns to the start of the line', 'safe\revil', 'safeevil'],
    ['one-byte control sequences', 'a\u009b2Jb\u009d52;c;x\u009c', 'a2Jb52;c;x'],
    ['escapes without a sequence', `a${esc}b${esc}`, 'ab'],
    ['zero bytes', 'a\u0000b', 'ab'],
  ];
  for (const [what, text, expected] of stripped) {
    it(`takes away ${what}`, () => {
      assert.equal(terminalSafe(text), expected);
    });
  }

  it('keeps colours where they were', () => {
    const coloured = `${esc}[31mred${esc}[0m ${esc}[1;38;5;208morange${esc}[m ${esc}[38:2::1:2:3mrgb`;
    assert.equal(terminalSafe(coloured), coloured);
    assert.equal(terminalSafe(`${esc}[31ma${esc}[2Jb${esc}[0mc`), `${esc}[31mab${esc}[0mc`);
  });

  it('keeps colours where they were beside zero bytes and inside what is taken away', () => {
    assert.equal(terminalSafe(`a\u0000b${esc}[31mc`), `ab${esc}[31mc`);
    assert.equal(terminalSafe(`${esc}]0;x${esc}[31my${bel}a${esc}[32mb`).endsWith(`a${esc}[32mb`), true);
  });

  it('keeps tabs, and text of any script', () => {
    assert.equal(terminalSafe('a\tb é 日本 😀 שלום'), 'a\tb é 日本 😀 שלום');
  });

  it('lets out no control character but colours, whatever comes in', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 4 }),
      fc.constantFrom(
        esc,
        `${esc}[`,
        `${esc}]`,
        bel,
        '\u0000',
        '\u009b',
        '31m',
        '52;c;',
        '2J',
        ';',
        'm',
        '\\',
        `${esc}[31m`,
        `${esc}P`,
        '\r',
        '?25h',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const safe = terminalSafe(pieces.join(''));
        const rest = safe.replace(/\u001b\[[0-9;:]*m/g, '');
        assert.doesNotMatch(rest, /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('logLine', () => {
  it('says who speaks, in one width and a colour of its own, and ends the colours of the text', () => {
    assert.equal(logLine('web-1', 0, 7, 'hi'), `${esc}[36mweb-1  ${esc}[0m | hi${esc}[0m\r\n`);
    assert.notEqual(logLine('a', 0, 1, 'x').slice(0, 5), logLine('a', 1, 1, 'x').slice(0, 5));
    assert.equal(logLine('a', 0, 1, 'x'), logLine('a', 6, 1, 'x'));
  });

  it('makes the text safe', () => {
    assert.equal(logLine('a', 0, 1, `x${esc}[2Jy`).includes('2J'), false);
  });
});
