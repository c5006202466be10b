import assert from 'node:assert/strict';
import fc from 'fast-check';
import { linePattern } from '../../../../../src/core/verification/logs/linePattern.js';
import { cpuMs } from '../../../support/cpuMs.js';

const sameAs = (one: string, other: string): void => assert.equal(linePattern(one), linePattern(other));

describe('linePattern', () => {
  it('takes out times, however they are written', () => {
    sameAs('2026-11-26T08:36:03.123Z error: no route', '2026-11-27T22:01:59.004+01:00 error: no route');
    sameAs('Nov 26 08:36:03 error: no route', 'Dec 1 23:00:00 error: no route');
    sameAs('[26/Nov/2026:08:36:03 +0000] error', '[01/Dec/2026:18:00:03 +0200] error');
    sameAs('1764146163 error', '1764146199.5 error');
  });

  it('takes out numbers, ids, addresses and colours', () => {
    sameAs('job 3f2504e0-4f89-11d3-9a0c-0305e82c3301 failed', 'job a81bc81b-dead-4e5d-abff-90865d1e13b1 failed');
    sameAs('connect ECONNREFUSED 10.0.0.5:5432', 'connect ECONNREFUSED 172.18.0.12:6379');
    sameAs('took 35ms', 'took 1200ms');
    sameAs('commit deadbeef', 'commit 0a1b2c3d');
    sameAs('\u001b[31merror\u001b[0m: x', 'error: x');
  });

  it('keeps what tells one kind of line from another', () => {
    for (const [one, other] of [
      ['error: no route', 'error: no disk'],
      ['TypeError: a is null', 'RangeError: a is null'],
      ['a failed', 'b failed'],
      ['x: error', 'x - error'],
    ] as const) {
      assert.notEqual(linePattern(one), linePattern(other));
    }
  });

  it('is bounded, whatever the line holds, and takes no longer than its length', () => {
    const hostile = [
      ...['a', '1', ' ', '-1', '\u001b[', '\u001b[0', '{{', 'é', '1a:', ':::'].map((part) =>
        part.repeat(16_000 / part.length),
      ),
      '',
    ];
    const tookMs = cpuMs(() => {
      for (const line of hostile) for (let times = 0; times < 300; times++) assert.ok(linePattern(line).length <= 302);
    });
    assert.ok(tookMs < 3000, `${tookMs} ms`);
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 1000 }), (line) => linePattern(line).length <= 302));
  });

  it('is its own pattern', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), (line) => {
        assert.equal(linePattern(linePattern(line)), linePattern(line));
      }),
    );
  });
});
