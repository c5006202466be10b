import assert from 'node:assert/strict';
import { chooseRemovals } from '../../../../src/core/scaling/removalOrder.js';
import { containerRecord } from '../../support/containerRecord.js';
import { serviceOfRecords } from '../../support/stacks.js';

// By number 1 to 4; by age 3 (recreated last), 4, 1, 2 from the newest on.
const createdAt = { 1: 200, 2: 100, 3: 400, 4: 300 } as const;
const { replicas } = serviceOfRecords(
  ...([1, 2, 3, 4] as const).map((number) => containerRecord('web', number, { createdAt: createdAt[number] })),
);

const removed = (count: number, version: string): readonly number[] =>
  chooseRemovals(replicas, count, version).map(({ number }) => number);

describe('removalOrder', () => {
  const orders: readonly (readonly [string, string, readonly number[]])[] = [
    ['2.18.0', 'the oldest', [2, 1]],
    ['2.18.1', 'the oldest', [2, 1]],
    ['1.29.2', 'the oldest', [2, 1]],
    ['2.19.0', 'the newest', [3, 4]],
    ['2.20.3', 'the newest', [3, 4]],
    ['2.24.6', 'the newest', [3, 4]],
    ['2.24.7', 'the highest number', [4, 3]],
    ['2.26.1', 'the highest number', [4, 3]],
    ['2.26.1-4', 'the highest number', [4, 3]],
    ['v2.24.6', 'the newest', [3, 4]],
    ['2.31.0', 'the highest number', [4, 3]],
    ['5.5.0', 'the highest number', [4, 3]],
    ['10.0.0', 'the highest number', [4, 3]],
    ['', 'the highest number', [4, 3]],
    ['dev', 'the highest number', [4, 3]],
  ];
  for (const [version, first, expected] of orders) {
    it(`takes ${first} away first with Compose ${version === '' ? 'of an unknown version' : version}`, () => {
      assert.deepEqual(removed(2, version), expected);
    });
  }

  it('takes as many as asked, and none for a gain', () => {
    assert.deepEqual(removed(0, '2.26.1'), []);
    assert.deepEqual(removed(-3, '2.26.1'), []);
    assert.deepEqual(removed(4, '2.26.1'), [4, 3, 2, 1]);
  });

  it('tells replicas of one age apart by their number', () => {
    const twins = serviceOfRecords(...[1, 2, 3].map((number) => containerRecord('web', number, { createdAt: 100 })));
    const order = (version: string): readonly number[] =>
      chooseRemovals(twins.replicas, 3, version).map(({ number }) => number);
    assert.deepEqual(order('2.18.0'), [1, 2, 3]);
    assert.deepEqual(order('2.20.0'), [3, 2, 1]);
  });

  it('does not look at the state, and leaves what it was given in its order', () => {
    const { replicas: mixed } = serviceOfRecords(
      containerRecord('web', 1, { state: 'exited', exitCode: 1 }),
      containerRecord('web', 2),
    );
    assert.deepEqual(
      chooseRemovals(mixed, 1, '2.26.1').map(({ number }) => number),
      [2],
    );
    assert.deepEqual(
      mixed.map(({ number }) => number),
      [1, 2],
    );
  });
});
