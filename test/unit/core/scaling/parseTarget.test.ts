import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseTarget } from '../../../../src/core/scaling/parseTarget.js';

const limits = { min: 2, max: 50 };

describe('parseTarget', () => {
  it('reads whole numbers within the limits, spaces around them or not', () => {
    for (const [text, target] of [
      ['2', 2],
      ['50', 50],
      ['  6 ', 6],
      ['\t6\n', 6],
      ['007', 7],
    ] as const)
      assert.deepEqual(parseTarget(text, limits), { ok: true, value: target }, text);
  });

  const junk = [
    '',
    ' ',
    'six',
    '6x',
    'x6',
    '-6',
    '+6',
    '6.0',
    '6,5',
    '1e3',
    '0x10',
    '0b1',
    '1_0',
    '6 6',
    '٦',
    '６',
    '²',
    'NaN',
    'Infinity',
    '6;7',
    '6\u0000',
  ];
  for (const text of junk) {
    it(`refuses ${JSON.stringify(text)} as no number`, () => {
      assert.deepEqual(parseTarget(text, limits), { ok: false, error: { reason: 'not-a-number' } });
    });
  }

  it('refuses what is outside the limits, and says which limit', () => {
    assert.deepEqual(parseTarget('51', limits), { ok: false, error: { reason: 'above-max', max: 50 } });
    assert.deepEqual(parseTarget('999999', limits), { ok: false, error: { reason: 'above-max', max: 50 } });
    assert.deepEqual(parseTarget('1', limits), { ok: false, error: { reason: 'below-min', min: 2 } });
    assert.deepEqual(parseTarget('0', limits), { ok: false, error: { reason: 'below-min', min: 2 } });
  });

  it('refuses a number of any length', () => {
    assert.equal(parseTarget('9'.repeat(400), limits).ok, false);
    assert.equal(parseTarget('99999999999999999999', limits).ok, false);
  });

  it('gives a whole number within the limits or nothing, and the number that was typed', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.integer().map(String), fc.double().map(String)), (text) => {
        const parsed = parseTarget(text, limits);
        if (!parsed.ok) return;
        assert.ok(Number.isInteger(parsed.value) && parsed.value >= 2 && parsed.value <= 50);
        assert.equal(parsed.value, Number(text));
      }),
    );
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 50 }), (target) => {
        assert.deepEqual(parseTarget(String(target), limits), { ok: true, value: target });
      }),
    );
  });
});
