import assert from 'node:assert/strict';
import fc from 'fast-check';
import { LineSplitter } from '../../../src/engine/lineSplitter.js';

function split(chunks: readonly Uint8Array[], maxBytes = 1000): string[] {
  const lines: string[] = [];
  const splitter = new LineSplitter(maxBytes, (text, whole) => lines.push(whole ? text : `${text}…`));
  for (const chunk of chunks) splitter.push(chunk);
  splitter.end();
  return lines;
}

/** Cuts bytes at these places, in whatever order they are given. */
function cut(bytes: Buffer, places: readonly number[]): Buffer[] {
  const ordered = [...new Set(places.map((place) => place % (bytes.length + 1)))].sort((a, b) => a - b);
  return [0, ...ordered].map((place, index) => bytes.subarray(place, ordered[index] ?? bytes.length));
}

describe('LineSplitter', () => {
  it('gives the same lines however the bytes are cut', () => {
    const line = fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll(/[\r\n]/g, ' '));
    fc.assert(
      fc.property(fc.array(line), fc.array(fc.nat()), (lines, places) => {
        const bytes = Buffer.from(lines.map((text) => `${text}\n`).join(''));
        assert.deepEqual(split(cut(bytes, places), 100_000), lines);
      }),
    );
  });

  it('takes off Windows line ends, and hands over a last line without an end', () => {
    assert.deepEqual(split([Buffer.from('a\r\n\r\nb\r'), Buffer.from('\nc')]), ['a', '', 'b', 'c']);
  });

  it('hands over the beginning of a line that is too long, once, and drops its rest', () => {
    fc.assert(
      fc.property(fc.array(fc.nat()), (places) => {
        const bytes = Buffer.from(`short\n${'x'.repeat(50)}\n0123456789\nend`);
        assert.deepEqual(split(cut(bytes, places), 10), ['short', `${'x'.repeat(10)}…`, '0123456789', 'end']);
      }),
    );
  });

  it('never holds more than the bound', () => {
    const lines = split(
      Array.from({ length: 1000 }, () => Buffer.alloc(1000, 'y')),
      16,
    );
    assert.deepEqual(lines, [`${'y'.repeat(16)}…`]);
  });
});
