import assert from 'node:assert/strict';
import fc from 'fast-check';
import { countsOfText } from '../../../../../src/core/operation/plan/countsOfText.js';

const limits = new Map([
  ['frontend', { min: 1, max: 20 }],
  ['backend', { min: 1, max: 20 }],
  ['pdf-worker', { min: 2, max: 50 }],
  ['constructor', { min: 0, max: 5 }],
]);
const problems = (text: string) => {
  const read = countsOfText(text, limits);
  return read.ok ? [] : read.error.map(({ at, word, why }) => [at, word, why.reason]);
};

describe('counts as text', () => {
  it('are pairs with blanks or commas between', () => {
    for (const text of ['frontend=2 backend=3 pdf-worker=10', ' frontend=2,backend=3,\n pdf-worker=10, '])
      assert.deepEqual(countsOfText(text, limits), { ok: true, value: { frontend: 2, backend: 3, 'pdf-worker': 10 } });
    assert.deepEqual(countsOfText('  ', limits), { ok: true, value: {} });
    assert.deepEqual(countsOfText('constructor=0', limits), { ok: true, value: { constructor: 0 } });
  });

  it('are refused with what is wrong and where, all of it', () => {
    assert.deepEqual(problems('frontend=2 backnd=3 pdf-worker=51 pdf-worker'), [
      [11, 'backnd=3', 'unknown-service'],
      [20, 'pdf-worker=51', 'above-max'],
      [34, 'pdf-worker', 'no-pair'],
    ]);
    assert.deepEqual(problems('frontend=2 frontend=2'), [[11, 'frontend=2', 'twice']]);
    assert.deepEqual(problems('pdf-worker=1'), [[0, 'pdf-worker=1', 'below-min']]);
    for (const count of ['', '-1', '2.5', '1e3', '0x2', 'two', '=2', '1234567'])
      assert.deepEqual(problems(`frontend=${count}`), [[0, `frontend=${count}`, 'not-a-number']], count);
    for (const name of ['__proto__', 'toString', 'Frontend'])
      assert.deepEqual(problems(`${name}=1`), [[0, `${name}=1`, 'unknown-service']]);
  });

  it('are what was written, or a problem at its place', () => {
    const name = fc.constantFrom(...limits.keys(), 'nobody');
    const pair = fc.tuple(name, fc.integer({ min: -2, max: 60 }));
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 5 }), fc.constantFrom(' ', ', ', '\t'), (pairs, between) => {
        const text = pairs.map(([service, count]) => `${service}=${count}`).join(between);
        const read = countsOfText(text, limits);
        if (read.ok) return assert.deepEqual(Object.entries(read.value).sort(), [...pairs].sort());
        for (const { at, word } of read.error) assert.equal(text.slice(at, at + word.length), word);
      }),
    );
  });

  it('survive any text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const read = countsOfText(text, limits);
        assert.ok(!read.ok || Object.values(read.value).every((count) => count >= 0 && count <= 50));
      }),
    );
  });
});
