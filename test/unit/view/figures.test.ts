import assert from 'node:assert/strict';
import { bytes, count, duration, list, percent } from '../../../src/view/figures.js';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

describe('figures', () => {
  it('writes a percentage in whole numbers, and no figure as unknown', () => {
    assert.deepEqual([0, 0.4, 0.5, 84.4, 99.6, 101].map(percent), ['0 %', '0 %', '1 %', '84 %', '100 %', '101 %']);
    assert.equal(percent(undefined), 'unknown');
  });

  const sizes: readonly (readonly [number, string])[] = [
    [0, '0 B'],
    [999, '999 B'],
    [999.4, '999 B'],
    [999.5, '1 kB'],
    [1000, '1 kB'],
    [410_000_000, '410 MB'],
    [999_499_999, '999 MB'],
    [999_500_000, '1 GB'],
    [1_000_000_000, '1 GB'],
    [1_234_000_000, '1.2 GB'],
    [99_400_000_000, '99.4 GB'],
    [99_500_000_000, '100 GB'],
    [2_500_000_000_000, '2.5 TB'],
    [1e16, '10000 TB'],
  ];
  for (const [amount, text] of sizes) {
    it(`writes ${amount} bytes as ${text}`, () => {
      assert.equal(bytes(amount), text);
    });
  }

  it('does not write unknown bytes as none', () => {
    assert.equal(bytes(undefined), 'unknown');
  });

  const times: readonly (readonly [number, string])[] = [
    [-5 * second, '0 s'],
    [0, '0 s'],
    [499, '0 s'],
    [41 * second, '41 s'],
    [89.4 * second, '89 s'],
    [89.5 * second, '2 min'],
    [6 * minute, '6 min'],
    [89.4 * minute, '89 min'],
    [90 * minute, '2 h'],
    [35 * hour, '35 h'],
    [36 * hour, '2 d'],
    [400 * day, '400 d'],
  ];
  for (const [ms, text] of times) {
    it(`writes ${ms} ms as ${text}`, () => {
      assert.equal(duration(ms), text);
    });
  }

  it('counts in words that fit the number', () => {
    assert.deepEqual(
      [0, 1, 2].map((amount) => count(amount, 'replica')),
      ['0 replicas', '1 replica', '2 replicas'],
    );
    assert.equal(count(2, 'reply', 'replies'), '2 replies');
  });

  it('lists as people do', () => {
    assert.deepEqual(
      [list([]), list(['a']), list(['a', 'b']), list(['a', 'b', 'c'])],
      ['', 'a', 'a and b', 'a, b and c'],
    );
  });
});
