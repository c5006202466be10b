import assert from 'node:assert/strict';
import { UnwrittenTeller } from '../../../../../src/app/operations/after/unwrittenTeller.js';
import { operation } from '../../../support/teamOperations.js';

describe('what could not be written down', () => {
  it('is told once for each cause, and not for ever', () => {
    const told: string[] = [];
    const teller = new UnwrittenTeller(({ lost }, reason) => told.push(`${lost}: ${reason}`));
    const full = new Error('no space left');
    teller.tell({ lost: 'verification', stack: 'shop' }, full);
    teller.tell({ lost: 'verification', stack: 'blog' }, full);
    teller.tell({ lost: 'watch', operation: operation('one') }, new Error('no space left'));
    teller.tell({ lost: 'watch', operation: operation('one') }, new Error('read-only file system'));
    assert.deepEqual(told, ['verification: no space left', 'watch: read-only file system']);
    for (let number = 0; number < 100; number++)
      teller.tell({ lost: 'verification', stack: 'shop' }, `cause ${number}`);
    assert.equal(told.length, 20);
  });
});
