import assert from 'node:assert/strict';
import { nearCapacity } from '../../../../../src/core/policy/schedule/testedCapacity.js';
import { runbookWith } from './testRunbook.js';

const tested = { metric: 'jobsWaiting', service: 'pdf-worker', capacity: 1000, atPercent: 70, profile: '5x' };

describe('tested capacity', () => {
  const table: readonly (readonly [number | undefined, number | undefined])[] = [
    [undefined, undefined],
    [NaN, undefined],
    [0, undefined],
    [699.9, undefined],
    [700, 70],
    [720, 72],
    [1300, 130],
  ];
  for (const [value, percent] of table) {
    it(`with ${value} of 1000 ${percent ? 'proposes' : 'proposes nothing'}`, () => {
      const found = nearCapacity(runbookWith({ testedCapacities: [tested] }), () => value);
      assert.deepEqual(
        found.map((near) => near.percent),
        percent === undefined ? [] : [percent],
      );
    });
  }

  it("asks for the metric on the service, and gives the profile's counts", () => {
    const asked: string[] = [];
    const found = nearCapacity(runbookWith({ testedCapacities: [tested] }), (service, metric) => {
      asked.push(`${service} ${metric}`);
      return 800;
    });
    assert.deepEqual(asked, ['pdf-worker jobsWaiting']);
    assert.deepEqual(
      [found[0]?.title, found[0]?.counts],
      ['PDF Worker', { frontend: 3, backend: 5, 'pdf-worker': 15 }],
    );
  });

  it('proposes at the bound to the last digit, and nothing for a capacity that is none', () => {
    const at = (capacity: number, atPercent: number, value: number): number =>
      nearCapacity(runbookWith({ testedCapacities: [{ ...tested, capacity, atPercent }] }), () => value).length;
    // 0.07 * 100 is a little more than 7 in doubles.
    assert.equal(at(100, 7, 7), 1);
    assert.equal(at(3, 70, 2.1), 1);
    assert.deepEqual([at(0, 70, 5), at(-1, 70, 5), at(NaN, 70, 5)], [0, 0, 0]);
  });
});
