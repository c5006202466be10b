import assert from 'node:assert/strict';
import fc from 'fast-check';
import { receive } from '../../../../src/editor/panel/receive.js';
import { verificationKind, verificationOfState } from '../../../../src/editor/panel/verificationKind.js';
import type { ToPage } from '../../../../src/protocol/message.js';
import { verificationContract } from '../../../../src/protocol/verificationContract.js';

function setup(answer: () => Promise<{ refusal: string }> = () => Promise.resolve({ refusal: 'no' })) {
  const heard: (readonly [string, unknown])[] = [];
  const answers: ToPage[] = [];
  const refused: string[] = [];
  const hear = (name: string) => (content: unknown) => void heard.push([name, content]);
  const take = receive(
    verificationContract,
    verificationKind.shapes,
    {
      ready: hear('ready'),
      press: hear('press'),
      pressOn: hear('pressOn'),
      again: (content) => {
        heard.push(['again', content]);
        return answer();
      },
    },
    (message) => void answers.push(message),
    (what) => void refused.push(what),
  );
  return { take, heard, answers, refused };
}
const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

describe('messages from a page', () => {
  it('come to their handlers with what they hold', () => {
    const { take, heard, refused } = setup();
    take({ name: 'ready', content: null });
    take({ name: 'press', content: { button: 'cancel' } });
    take({ name: 'pressOn', content: { check: 'flow/upload', button: 'open-logs' } });
    assert.deepEqual(heard, [
      ['ready', null],
      ['press', { button: 'cancel' }],
      ['pressOn', { check: 'flow/upload', button: 'open-logs' }],
    ]);
    assert.deepEqual(refused, []);
  });

  it('are answered where they are requests, each by its number', async () => {
    const { take, answers } = setup();
    take({ name: 'again', content: { check: 'a' }, call: 7 });
    await turn();
    assert.deepEqual(answers, [{ answerTo: 7, content: { refusal: 'no' } }]);
  });

  it('are answered with a failure where the host could not do it', async () => {
    const { take, answers } = setup(() => Promise.reject(new Error('secret')));
    const listeners = process.listeners('unhandledRejection');
    process.removeAllListeners('unhandledRejection');
    const unhandled: unknown[] = [];
    process.on('unhandledRejection', (error) => unhandled.push(error));
    try {
      take({ name: 'again', content: { check: 'a' }, call: 1 });
      await turn();
    } finally {
      process.removeAllListeners('unhandledRejection');
      for (const listener of listeners) process.on('unhandledRejection', listener);
    }
    assert.deepEqual(answers, [{ answerTo: 1, failed: true }]);
    // A bug is not kept from who looks after the window.
    assert.equal(unhandled.length, 1);
  });

  const wrong: readonly unknown[] = [
    undefined,
    null,
    'ready',
    [],
    {},
    { name: 'ready' },
    { name: 'ready', content: {} },
    { name: 'ready', content: null, more: 1 },
    { name: 'ready', content: null, call: 1 },
    { name: 'show', content: null },
    { name: 'identify', content: { verification: 'v' } },
    { name: 'toString', content: null },
    { name: '__proto__', content: null },
    { name: 'constructor', content: null },
    { name: 'press', content: { button: 7 } },
    { name: 'press', content: { button: 'x'.repeat(41) } },
    { name: 'press', content: { button: 'cancel', command: 'workbench.action.quit' } },
    { name: 'pressOn', content: { button: 'open-logs' } },
    { name: 'pressOn', content: { check: 'a'.repeat(501), button: 'open-logs' } },
    { name: 'again', content: { check: 'a' } },
    { name: 'again', content: { check: 'a' }, call: 0 },
    { name: 'again', content: { check: 'a' }, call: 1.5 },
    { name: 'again', content: { check: 'a' }, call: 'x' },
  ];
  for (const message of wrong) {
    it(`are not heard where they are none of the page's: ${JSON.stringify(message)?.slice(0, 70) ?? 'undefined'}`, () => {
      const { take, heard, refused } = setup();
      take(message);
      assert.deepEqual([heard, refused.length], [[], 1]);
    });
  }

  it('are not heard whatever else they are, and nothing of them is in the log', () => {
    fc.assert(
      fc.property(fc.anything(), (message) => {
        const { take, heard, refused } = setup();
        take(message);
        assert.deepEqual(heard, []);
        assert.ok(refused.every((what) => /^[\w ,]+$/.test(what)));
      }),
    );
  });
});

describe('what a page has kept', () => {
  it('is read where it is a report, whatever else is in it', () => {
    assert.equal(verificationOfState({ verification: 'v-1', unfolded: ['a'], scrolledTo: 3 }), 'v-1');
    for (const kept of [
      undefined,
      null,
      'v-1',
      {},
      { verification: 7 },
      { verification: '../x' },
      { verification: '' },
    ])
      assert.equal(verificationOfState(kept), undefined);
  });
});
