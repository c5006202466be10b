import assert from 'node:assert/strict';
import { ownArgument } from '../../../../../src/editor/commands/arguments/ownArgument.js';

describe('ownArgument', () => {
  it('takes its own out of an object and leaves the rest', () => {
    assert.deepEqual(ownArgument([{ stack: 'shop', profile: '10x' }], 'profile'), {
      own: '10x',
      others: [{ stack: 'shop' }],
    });
    assert.deepEqual(ownArgument([{ stack: 'shop' }, 7], 'profile'), {
      own: undefined,
      others: [{ stack: 'shop' }, 7],
    });
  });

  it('leaves rows, nothing and what is wrong to whoever reads the rest', () => {
    for (const args of [[], [undefined], [null], ['compose:shop', ['compose:shop']], [42], [['profile']]])
      assert.deepEqual(ownArgument(args, 'profile'), { own: undefined, others: args });
  });
});
