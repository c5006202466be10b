import assert from 'node:assert/strict';
import fc from 'fast-check';
import { factOf, longestSaying, saying } from '../../../../src/core/verification/fact.js';
import { cpuMs } from '../../support/cpuMs.js';

describe('saying', () => {
  it('is one line without what hides or turns text', () => {
    assert.equal(saying('  a\r\n\tb\u0000 \u001b[31mred\u001b[0m\u202e \u2028x\u200b '), 'a b [31mred [0m x');
    assert.equal(saying('größe 漢 😀'), 'größe 漢 😀');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        assert.doesNotMatch(saying(text), /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      }),
    );
  });

  it('is bounded, tells that it was cut, and cuts no character in two', () => {
    assert.equal(saying('a'.repeat(longestSaying)), 'a'.repeat(longestSaying));
    assert.equal(saying('a'.repeat(longestSaying + 1)), `${'a'.repeat(longestSaying - 1)}…`);
    assert.equal(saying('😀'.repeat(1000)), `${'😀'.repeat(longestSaying - 1)}…`);
    assert.equal(saying(`${' '.repeat(5000)}end`), '…');
    const long = '\u0000 '.repeat(5_000_000);
    const tookMs = cpuMs(() => void saying(long));
    assert.ok(tookMs < 500, `${tookMs} ms`);
  });
});

describe('factOf', () => {
  it('makes its texts fit, and has no figure unless it is given one', () => {
    const fact = factOf('a\nb', 'fail', { said: 'c\u0007d' });
    assert.deepEqual(
      [fact.of, fact.said, fact.value, fact.bound, fact.before],
      ['a b', 'c d', undefined, undefined, undefined],
    );
    assert.equal(factOf('a', 'pass', { value: 0 }).value, 0);
  });
});
