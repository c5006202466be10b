import assert from 'node:assert/strict';
import fc from 'fast-check';
import { numberAt } from '../../../../src/core/json/jsonPath.js';

const document = JSON.parse(`{
  "waiting": 263, "none": 0, "below": -2.5, "queue": { "active": 12 }, "pools": [{ "used": 41 }, 7],
  "text": "263", "yes": true, "nil": null, "big": 1e999, "": { "": 5 }, "__proto__": { "used": 3 }
}`) as unknown;

describe('a number by its path in a JSON answer', () => {
  it('is found by names and indexes', () => {
    const found = ['waiting', 'none', 'below', 'queue.active', 'pools.0.used', 'pools.1', '.', '__proto__.used'];
    assert.deepEqual(
      found.map((path) => numberAt(document, path)),
      [263, 0, -2.5, 12, 41, 7, 5, 3].map((value) => ({ ok: true, value })),
    );
  });

  it('is refused where there is none, in words that name the place', () => {
    const refused: Readonly<Record<string, RegExp>> = {
      missing: /no missing/,
      'queue.missing.deeper': /no queue\.missing$/,
      text: /text is a text/,
      yes: /true or false/,
      nil: /null/,
      pools: /a list/,
      queue: /an object/,
      big: /no finite number/,
      'pools.2': /no pools\.2/,
      'pools.-1': /no pools\.-1/,
      'waiting.0': /no waiting\.0/,
    };
    for (const [path, words] of Object.entries(refused)) {
      const found = numberAt(document, path);
      assert.match(found.ok ? String(found.value) : found.error, words);
      assert.equal(found.ok, false, path);
    }
  });

  it('is never one of the language itself', () => {
    for (const path of [
      'pools.length',
      'text.length',
      'constructor.length',
      'queue.toString.length',
      'pools.map.length',
    ])
      assert.match(JSON.stringify(numberAt(document, path)), /has no/, path);
    for (const answer of [null, undefined, 5, 'text', true]) assert.equal(numberAt(answer, 'length').ok, false);
  });

  it('is any number at the end of any path of plain names', () => {
    const name = fc.string({ minLength: 1 }).filter((text) => !text.includes('.'));
    fc.assert(
      fc.property(
        fc.array(name, { minLength: 1, maxLength: 6 }),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        (names, value) => {
          const nested = names.reduceRight<unknown>(
            (inner, key) => JSON.parse(`{${JSON.stringify(key)}:${JSON.stringify(inner)}}`),
            value,
          );
          assert.deepEqual(numberAt(nested, names.join('.')), {
            ok: true,
            value: JSON.parse(JSON.stringify(value)) as number,
          });
        },
      ),
    );
  });

  it('never throws, whatever answer and path', () => {
    fc.assert(fc.property(fc.jsonValue(), fc.string(), (answer, path) => void numberAt(answer, path)));
  });
});
