import assert from 'node:assert/strict';
import { driftGuards, type Drift } from '../../../../../src/core/scaling/guards/driftGuard.js';
import { planOf } from '../../../support/guardedChanges.js';

const verdicts = (drift: Drift | undefined, ...plan: Parameters<typeof planOf>): unknown =>
  driftGuards(planOf(...plan), drift).map(({ verdict }) => verdict);
const image = { name: 'shop:1', now: 'other' } as const;
const compose = { scaler: { kind: 'compose', because: 'setting' } } as const;

describe('driftGuards', () => {
  it('passes what is the same', () => {
    assert.deepEqual(verdicts({ image: undefined, file: 'same' }, 'web', 1, 2), ['pass']);
  });

  it('warns before copies are made of what differs, and blocks where Compose would make all anew', () => {
    for (const drift of [
      { image: undefined, file: 'differs' },
      { image, file: 'same' },
      { image, file: 'unknown' },
    ] as const) {
      assert.deepEqual(verdicts(drift, 'web', 1, 2), ['warn']);
      assert.deepEqual(verdicts(drift, 'web', 1, 2, compose), ['block']);
      assert.deepEqual(verdicts(drift, 'web', 2, 1, compose), ['block']);
    }
  });

  it('does not mind what nobody copies, and says nothing where nothing could be told', () => {
    assert.deepEqual(verdicts({ image, file: 'differs' }, 'web', 2, 1), []);
    assert.deepEqual(verdicts({ image, file: 'differs' }, 'web', 2, 2, { kind: 'restart' }), []);
    assert.deepEqual(verdicts({ image: undefined, file: 'unknown' }, 'web', 1, 2), []);
    assert.deepEqual(verdicts(undefined, 'web', 1, 2), []);
  });
});
