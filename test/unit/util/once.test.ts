import assert from 'node:assert/strict';
import { once } from '../../../src/util/once.js';

describe('once', () => {
  it('makes it when first asked, and gives the same to all', async () => {
    let made = 0;
    const get = once(() => Promise.resolve((made += 1)));
    assert.equal(made, 0);
    assert.deepEqual(await Promise.all([get(), get()]), [1, 1]);
    assert.equal(await get(), 1);
  });

  it('tries again after a failure', async () => {
    let tries = 0;
    const get = once(() => ((tries += 1) === 1 ? Promise.reject(new Error('not yet')) : Promise.resolve(tries)));
    await assert.rejects(get(), /not yet/);
    assert.equal(await get(), 2);
  });
});
