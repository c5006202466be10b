import assert from 'node:assert/strict';
import { WantedCounts } from '../../../../../src/app/operations/change/wantedCounts.js';
import { inMemory } from '../../support/world.js';

const web = 'compose:shop/web';

describe('wanted counts', () => {
  it('are remembered for each context and service', async () => {
    const memory = inMemory();
    const counts = new WantedCounts(memory);
    await counts.set('here', web, 3);
    await counts.set('there', web, 5);
    await counts.set('here', 'compose:shop/api', 0);
    await counts.set('here', web, 4);
    const later = new WantedCounts(memory);
    assert.deepEqual(
      [later.get('here', web), later.get('there', web), later.get('here', 'compose:shop/api'), later.get('there', 'x')],
      [4, 5, 0, undefined],
    );
  });

  for (const stored of [
    '',
    '{',
    'null',
    '7',
    '"text"',
    '[]',
    '{"here|compose:shop/web":"3"}',
    '{"here|compose:shop/web":2.5}',
  ]) {
    it(`are unknown, and can be set again, when ${JSON.stringify(stored)} is stored`, async () => {
      const counts = new WantedCounts(inMemory({ wantedCounts: stored }));
      assert.equal(counts.get('here', web), undefined);
      await counts.set('here', web, 3);
      assert.equal(counts.get('here', web), 3);
    });
  }

  it('keep what is sound beside what is broken', () => {
    const stored = JSON.stringify({ 'here|compose:shop/web': 3, 'here|compose:shop/api': null });
    const counts = new WantedCounts(inMemory({ wantedCounts: stored }));
    assert.deepEqual([counts.get('here', web), counts.get('here', 'compose:shop/api')], [3, undefined]);
  });

  it('do not take what every object has for a count', () => {
    assert.equal(new WantedCounts(inMemory({ wantedCounts: '{}' })).get('constructor', ''), undefined);
  });
});
