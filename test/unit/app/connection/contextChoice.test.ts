import assert from 'node:assert/strict';
import { ContextChoice } from '../../../../src/app/connection/contextChoice.js';
import type { ContextList } from '../../../../src/core/connection/dockerContext.js';
import { dockerContext, inMemory } from '../support/world.js';

function setup(pinned?: string) {
  const listed = { contexts: [dockerContext('default'), dockerContext('prod')], current: 'default' };
  const store = {
    list: (): Promise<ContextList> =>
      Promise.resolve({
        contexts: listed.contexts,
        current: { name: listed.current, because: 'docker-config' },
        problems: [],
      }),
  };
  const memory = inMemory(pinned === undefined ? {} : { context: pinned });
  return { listed, memory, choice: new ContextChoice(store, memory) };
}

describe('the choice of a context', () => {
  it('follows the Docker CLI until one is pinned', async () => {
    const { choice, listed } = setup();
    assert.deepEqual(await choice.chosen(), { context: dockerContext('default'), pinned: false });
    listed.current = 'prod';
    assert.deepEqual(await choice.chosen(), { context: dockerContext('prod'), pinned: false });
  });

  it('keeps a pinned context whatever the Docker CLI uses', async () => {
    const { choice, listed } = setup();
    await choice.pin('prod');
    listed.current = 'default';
    assert.deepEqual(await choice.chosen(), { context: dockerContext('prod'), pinned: true });
    assert.equal(choice.pinnedName, 'prod');
  });

  it('remembers the pin with the workspace', async () => {
    const { choice, memory } = setup('prod');
    assert.equal((await choice.chosen()).context.name, 'prod');
    assert.equal(memory.get('context'), 'prod');
  });

  it('follows the Docker CLI again once the pin is taken away', async () => {
    const { choice, memory } = setup('prod');
    await choice.pin(undefined);
    assert.deepEqual(await choice.chosen(), { context: dockerContext('default'), pinned: false });
    assert.equal(memory.get('context'), undefined);
  });

  it('never makes another context of a pinned one that is gone', async () => {
    const { choice } = setup('removed');
    const { context, pinned } = await choice.chosen();
    assert.deepEqual([context.name, context.endpoint.transport, pinned], ['removed', 'invalid', true]);
  });

  it('says so, too, when the context that the Docker CLI names is gone', async () => {
    const { choice, listed } = setup();
    listed.current = 'removed';
    const { context, pinned } = await choice.chosen();
    assert.deepEqual([context.name, context.endpoint.transport, pinned], ['removed', 'invalid', false]);
  });

  it('tells of a change only after it is stored', async () => {
    const { choice, memory } = setup();
    const seen: (string | undefined)[] = [];
    choice.onDidChange(() => seen.push(memory.get('context')));
    await choice.pin('prod');
    await choice.pin(undefined);
    assert.deepEqual(seen, ['prod', undefined]);
  });
});
