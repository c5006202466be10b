import assert from 'node:assert/strict';
import type { Operation } from '../../../../src/core/operation/operation.js';
import { bundledRunbook, defaultRunbook } from '../../../../src/core/runbook/bundledRunbook.js';
import { findService } from '../../../../src/core/stack/stack.js';
import { treeRows } from '../../../../src/view/rows/treeRows.js';
import { pastWords } from '../../../../src/view/words/pastWords.js';
import { renderMarkdown, textOf } from '../../support/renderMarkdown.js';
import { context, liveState, replicas } from '../../support/stacks.js';
import { endedOperation, operation, operationPlan, scaleStage } from '../../support/teamOperations.js';

const now = 1_000_000 + 12 * 60_000;
const state = liveState(replicas('web', 6));
const { name } = context;
const plan = operationPlan({ context: name });
const web = findService(state.snapshot ?? assert.fail(), 'compose:shop/web') ?? assert.fail();
const file = 'A plain docker compose up would return it to the count of the Compose file, which is not read here.';
const past = (operations: readonly Operation[], user = 'ann', runbook = defaultRunbook): readonly string[] =>
  pastWords(web, runbook, { ...state, operations }, now, user);

describe('what was done to a service', () => {
  it('is the last operation, by whom and how long ago, and that Compose would take it back', () => {
    const done = endedOperation('one', 'done', undefined, { plan });
    assert.deepEqual(past([done]), ['Last operation, 12 min ago by you: web runs 6 of 6, after 1 s.', file]);
    assert.match(past([done], 'ben')[0] ?? '', /12 min ago by ann: /);
    assert.match(past([{ ...done, by: '' }], 'ben')[0] ?? '', /by somebody unknown: /);
  });

  it('is what goes on, while it does', () => {
    assert.deepEqual(past([operation('one', { plan })]), ['Under way for 12 min, begun by you: web 3 → 6']);
  });

  it('is of this service on this engine, the newest first', () => {
    const other = endedOperation('two', 'done', undefined, {
      plan: operationPlan({ context: name, stages: [scaleStage('api', 1, 2)] }),
    });
    const elsewhere = endedOperation('three', 'done', undefined, { plan: operationPlan({ context: 'there' }) });
    assert.deepEqual(past([other, elsewhere]), []);
    const [newer, older] = ['ben', 'cat'].map((by) => ({ ...endedOperation(by, 'done', undefined, { plan }), by }));
    assert.ok(newer && older);
    assert.match(past([other, newer, older])[0] ?? '', /by ben/);
  });

  it('says nothing of Compose where the count is the one that is normal, or went back to what it was', () => {
    const undone = endedOperation('one', 'done', undefined, { plan: { ...plan, kind: 'undo' } });
    assert.equal(past([undone]).length, 1);
    const known = (baseline: number) => ({
      ...bundledRunbook,
      services: bundledRunbook.services.map((entry) => ({ ...entry, name: 'web', baseline })),
    });
    assert.deepEqual(past([], 'ann', known(6)), []);
    assert.deepEqual(past([], 'ann', known(3)), [file]);
  });

  it('stands in the tooltip of its row, and is text whatever was written down', () => {
    const evil = { ...endedOperation('one', 'done', undefined, { plan }), by: '[x](command:y) $(zap)\n# h' };
    const [stack] = treeRows({ ...state, operations: [evil] }, '', now, { folders: [] }, 'ann');
    const html = renderMarkdown(stack?.children[0]?.tooltip ?? '');
    assert.match(textOf(html), /Last operation, 12 min ago by \[x\]\u2060\(command:y\)/);
    assert.doesNotMatch(html, /<a |<h1/);
    const [same] = treeRows({ ...state, operations: [evil] }, '', now, { folders: [] }, evil.by);
    assert.match(textOf(renderMarkdown(same?.children[0]?.tooltip ?? '')), /by you/);
  });
});
