import assert from 'node:assert/strict';
import { ok } from '../../../../src/util/result.js';
import { figureWorld, metric, query } from '../support/figureWorld.js';

const users = metric('users', ['web'], query('users'));

describe('what the feed of figures asks of the past', () => {
  it('asks what a server remembers of the last hour, once, and again of the time that nobody looked', async () => {
    const { clock, sources, feed, figure } = await figureWorld(users);
    sources.onRange = () => Promise.resolve(ok([{ at: 5, value: 7 }]));
    const lease = feed.demand.acquire();
    await clock.advance(0);
    assert.deepEqual(sources.ranges, ['users 60 min by 15 s']);
    assert.deepEqual(figure('users')?.earlier, [{ at: 5, value: 7 }]);
    await clock.advance(30_000);
    assert.equal(figure('users')?.earlier, undefined);
    lease.dispose();
    await clock.advance(10 * 60_000);
    sources.onRange = () => Promise.reject(new Error('a bug'));
    feed.demand.acquire();
    await clock.advance(0);
    assert.deepEqual(sources.ranges.slice(1), ['users 10 min by 15 s']);
    assert.deepEqual([figure('users')?.value, figure('users')?.earlier], [1, []]);
  });
});
