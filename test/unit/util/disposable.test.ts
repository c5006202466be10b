import assert from 'node:assert/strict';
import { DisposableStore, type Disposable } from '../../../src/util/disposable.js';

const recorder = (): { readonly gone: readonly string[]; item: (name: string) => Disposable } => {
  const gone: string[] = [];
  return { gone, item: (name) => ({ dispose: () => void gone.push(name) }) };
};

describe('DisposableStore', () => {
  it('lets go of everything in reverse order, once', () => {
    const { gone, item } = recorder();
    const store = new DisposableStore();
    for (const name of ['a', 'b', 'c']) store.add(item(name));
    assert.deepEqual(gone, []);
    store.dispose();
    store.dispose();
    assert.deepEqual(gone, ['c', 'b', 'a']);
  });

  it('lets go at once of what comes after the end', () => {
    const { gone, item } = recorder();
    const store = new DisposableStore();
    store.dispose();
    const late = item('late');
    assert.equal(store.add(late), late);
    assert.deepEqual(gone, ['late']);
  });
});
