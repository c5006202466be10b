import assert from 'node:assert/strict';
import { isInFocus } from '../../../../src/core/stack/focus.js';
import type { Stack } from '../../../../src/core/stack/stack.js';
import { containerRecord } from '../../support/containerRecord.js';
import { stackOf } from '../../support/stacks.js';

const stackIn = (workingDir: string): Stack =>
  stackOf(containerRecord('web', 1, { origin: { ...containerRecord('web', 1).origin, workingDir } }));

const inFocus = (workingDir: string, ...folders: readonly string[]): boolean =>
  isInFocus(stackIn(workingDir), { folders });

describe('isInFocus', () => {
  it('is true of a project in an open folder, or around one', () => {
    assert.equal(inFocus('/srv/shop', '/srv/shop'), true);
    assert.equal(inFocus('/srv/shop/deploy', '/srv/shop'), true);
    assert.equal(inFocus('/srv/shop', '/srv/shop/web'), true);
    assert.equal(inFocus('/srv/shop', '/srv/blog', '/srv/shop'), true);
  });

  it('is false of a neighbour, even where its name begins alike', () => {
    assert.equal(inFocus('/srv/shop', '/srv/blog'), false);
    assert.equal(inFocus('/srv/shop-old', '/srv/shop'), false);
    assert.equal(inFocus('/srv/shop', '/srv/shop-old'), false);
    assert.equal(inFocus('/srv/shop'), false);
  });

  it('does not mind a separator at the end', () => {
    assert.equal(inFocus('/srv/shop/', '/srv/shop'), true);
    assert.equal(inFocus('/srv/shop', '/srv/shop///'), true);
  });

  it('takes Windows paths as the editor and Compose write them', () => {
    assert.equal(inFocus('C:\\src\\shop', 'C:\\src'), true);
    assert.equal(inFocus('C:\\src\\shop', 'c:\\src\\shop'), true);
    assert.equal(inFocus('C:\\src\\shop', 'c:/src'), true);
    assert.equal(inFocus('D:\\src\\shop', 'c:\\src\\shop'), false);
  });

  it('tells folders apart by the case of their letters', () => {
    assert.equal(inFocus('/srv/Shop', '/srv/shop'), false);
  });

  it('is false where the labels do not tell the folder', () => {
    assert.equal(inFocus('', '/srv/shop'), false);
    assert.equal(inFocus('', ''), false);
    assert.equal(
      isInFocus({ id: 'compose:shop', name: 'shop', kind: 'compose', services: [] }, { folders: ['/srv/shop'] }),
      false,
    );
  });
});
