import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readArguments } from '../../../../../src/editor/commands/arguments/commandArguments.js';
import { stackOfArguments } from '../../../../../src/editor/commands/arguments/stackOfArguments.js';
import { buildSnapshot } from '../../../../../src/core/stack/snapshot.js';
import { emptySnapshot } from '../../../../../src/core/stack/stack.js';
import { containerRecord } from '../../../support/containerRecord.js';

const refusal = (...args: readonly unknown[]): string => {
  const read = readArguments(args);
  assert.equal(read.ok, false, JSON.stringify(args));
  return read.ok ? '' : read.error;
};
const value = (...args: readonly unknown[]): unknown => {
  const read = readArguments(args);
  assert.equal(read.ok, true, JSON.stringify(args));
  return read.ok ? read.value : undefined;
};

describe('readArguments', () => {
  it('is called with nothing from the palette', () => {
    for (const args of [[], [undefined], [null], [undefined, ['a']]])
      assert.deepEqual(value(...args), { from: 'nothing' });
  });

  it('takes the row under the cursor', () => {
    assert.deepEqual(value('a'), { from: 'rows', ids: ['a'] });
    assert.deepEqual(value('a', undefined), { from: 'rows', ids: ['a'] });
    assert.deepEqual(value('a', []), { from: 'rows', ids: ['a'] });
  });

  it('takes the selection where the row is part of it, and the row alone where it is not', () => {
    assert.deepEqual(value('a', ['b', 'a']), { from: 'rows', ids: ['b', 'a'] });
    assert.deepEqual(value('a', ['b', 'c']), { from: 'rows', ids: ['a'] });
    assert.deepEqual(value('a', ['a', 7, null, {}]), { from: 'rows', ids: ['a'] });
  });

  it('takes what a keybinding or a task gives', () => {
    assert.deepEqual(value({ service: 'web', replicas: 6 }), {
      from: 'caller',
      stack: undefined,
      service: 'web',
      replicas: 6,
    });
    assert.deepEqual(value({ stack: 'shop' }), {
      from: 'caller',
      stack: 'shop',
      service: undefined,
      replicas: undefined,
    });
    assert.deepEqual(value({}), { from: 'caller', stack: undefined, service: undefined, replicas: undefined });
    assert.deepEqual(value({ replicas: 0 }), { from: 'caller', stack: undefined, service: undefined, replicas: 0 });
  });

  it('refuses counts that are none', () => {
    for (const replicas of ['6', 1.5, -1, NaN, Infinity, null, [6], 2 ** 60, true])
      assert.match(refusal({ service: 'web', replicas }), /^"replicas" must be a whole number\. Nothing was done/);
  });

  it('refuses names that are none', () => {
    for (const name of ['', 7, null, [], {}, true]) {
      assert.match(refusal({ service: name }), /^"service" must be a name\. Nothing was done/);
      assert.match(refusal({ stack: name }), /^"stack" must be a name\. Nothing was done/);
    }
  });

  it('refuses arguments that it does not know, by their name', () => {
    assert.match(
      refusal({ service: 'web', replcias: 6 }),
      /^"replcias" is no argument of this command\. Nothing was done/,
    );
  });

  it('refuses what is no object, and says what is expected', () => {
    for (const first of [7, true, ['web', 6], () => 'web', Symbol('x')])
      assert.match(refusal(first), /"service": "web".*Nothing was done; mend the keybinding or task/);
  });

  it('gives only names and whole counts, whatever it is called with', () => {
    const anything = fc.oneof(
      fc.anything(),
      fc.record({ stack: fc.anything(), service: fc.anything(), replicas: fc.anything() }, { requiredKeys: [] }),
    );
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 3 }), (args) => {
        const read = readArguments(args);
        if (!read.ok) return assert.match(read.error, /Nothing was done/);
        if (read.value.from === 'rows')
          return assert.ok(read.value.ids.length > 0 && read.value.ids.every((id) => typeof id === 'string'));
        if (read.value.from === 'nothing') return;
        const { stack, service, replicas } = read.value;
        for (const name of [stack, service]) assert.ok(name === undefined || (typeof name === 'string' && name !== ''));
        assert.ok(replicas === undefined || (Number.isInteger(replicas) && replicas >= 0));
      }),
      { numRuns: 500 },
    );
  });
});

describe('stackOfArguments', () => {
  const snapshot = buildSnapshot(
    [containerRecord('web', 1), containerRecord('web', 1, { project: 'shop2' })],
    emptySnapshot,
  );

  it('finds the stack of any row of it, and of no other that begins alike', () => {
    for (const id of ['compose:shop2', 'compose:shop2/web', 'compose:shop2/web#1', 'compose:shop2/(others)'])
      assert.equal(stackOfArguments({ from: 'rows', ids: [id] }, snapshot), 'compose:shop2');
    assert.equal(stackOfArguments({ from: 'rows', ids: ['compose:shop/web#1'] }, snapshot), 'compose:shop');
    assert.equal(stackOfArguments({ from: 'rows', ids: ['compose:sho'] }, snapshot), undefined);
  });

  it('takes the name that a caller gave', () => {
    assert.equal(
      stackOfArguments({ from: 'caller', stack: 'shop', service: undefined, replicas: undefined }, snapshot),
      'shop',
    );
    assert.equal(stackOfArguments({ from: 'nothing' }, snapshot), undefined);
  });
});
