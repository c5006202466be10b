import assert from 'node:assert/strict';
import fc from 'fast-check';
import { checklistKind, runOfState } from '../../../src/editor/panel/checklistKind.js';
import { choiceOfState, dashboardKind } from '../../../src/editor/panel/dashboardKind.js';
import type { PageKind } from '../../../src/editor/panel/pagePanel.js';
import { receive } from '../../../src/editor/panel/receive.js';
import { verificationKind, verificationOfState } from '../../../src/editor/panel/verificationKind.js';
import type { Contract, HostHandlers } from '../../../src/protocol/message.js';
import { guarded } from '../support/guarded.js';
import { mutated } from '../support/mutated.js';
import { target } from '../support/target.js';

const kinds: readonly PageKind<Contract>[] = [checklistKind, dashboardKind, verificationKind];

/** One of each that a page sends. */
const messages: readonly unknown[] = [
  { name: 'ready', content: null },
  { name: 'press', content: { button: 'cancel' } },
  { name: 'pressOnStage', content: { stage: 's1', button: 'run-commands' } },
  { name: 'pressOnItem', content: { item: 't1', button: 'tell-team' } },
  { name: 'pressOnFence', content: { fence: 'f1', button: 'run' } },
  { name: 'follow', content: { version: 1, link: 0 } },
  { name: 'tick', content: { item: 't1', isTicked: true, reason: '' }, call: 1 },
  { name: 'note', content: { item: 't1', text: 'a' }, call: 2 },
  { name: 'look', content: { service: 'compose:a/b', range: 'now', isTable: false } },
  { name: 'pressOn', content: { check: 'replicas', button: 'open-logs' } },
  { name: 'again', content: { check: 'a' }, call: 7 },
];

/** Whatever a page sends, a handler hears nothing but what its message's shape allows, and the host does not fail. */
export const pageMessagesTarget = target({
  name: 'messages of pages',
  inputs: fc.oneof(mutated(...messages), fc.anything()),
  check: (message) =>
    guarded(() => {
      for (const kind of kinds) hears(kind, message);
      for (const state of [runOfState(message), verificationOfState(message)])
        assert.ok(state === undefined || /^[\w.:-]{1,80}$/.test(state));
      choiceOfState(message);
    }),
  fewRuns: 500,
});

function hears(kind: PageKind<Contract>, message: unknown): void {
  const refused: string[] = [];
  const heard: (readonly [string, unknown])[] = [];
  const handlers = new Proxy(
    {},
    {
      get: (_, name) => (content: unknown) => {
        heard.push([String(name), content]);
        return Promise.resolve({ refusal: '' });
      },
    },
  ) as HostHandlers<Contract>;
  receive(
    kind.contract,
    kind.shapes,
    handlers,
    () => undefined,
    (what) => refused.push(what),
  )(message);
  assert.equal(heard.length + refused.length, 1);
  for (const what of refused) assert.match(what, /^[\w ,]+$/);
  for (const [name, content] of heard) {
    assert.ok(Object.hasOwn(kind.contract, name) && kind.contract[name]?.kind !== 'notification', name);
    const shape = kind.shapes[name as keyof typeof kind.shapes] as { safeParse(value: unknown): { success: boolean } };
    assert.ok(shape.safeParse(content).success);
    assert.ok(JSON.stringify(content).length < 8_000, 'it is bounded');
  }
}
