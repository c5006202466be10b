import assert from 'node:assert/strict';
import { buildSnapshot } from '../../../../src/core/stack/snapshot.js';
import { emptySnapshot } from '../../../../src/core/stack/stack.js';
import type { SwarmRecord } from '../../../../src/core/stack/swarm.js';
import type { Row } from '../../../../src/view/rows/row.js';
import { treeRows } from '../../../../src/view/rows/treeRows.js';
import { renderMarkdown, textOf } from '../../support/renderMarkdown.js';
import { policiesOf } from '../../support/policies.js';
import { liveState, now, reading } from '../../support/stacks.js';
import { node, serviceRecord, swarmRecord, swarmService, task } from '../../support/swarms.js';

const rowsOf = (record: SwarmRecord): readonly Row[] =>
  treeRows(liveState([], { snapshot: buildSnapshot([], emptySnapshot, record), readings: new Map() }), '', now, {
    folders: [],
  });

function webRow(...args: Parameters<typeof serviceRecord>): Row {
  const [stack] = rowsOf(swarmRecord({ services: [serviceRecord(...args)] }));
  const [row] = stack?.children ?? [];
  assert.ok(row);
  return row;
}

const evil = '$(zap) [x](command:y)\n<img src=x>';

describe('the rows of a Swarm', () => {
  it('say that it is one, with its nodes where there is room', () => {
    const [stack] = rowsOf(
      swarmRecord({
        nodes: [
          node('node-1', { role: 'manager' }),
          node('node-2', { availability: 'drain' }),
          node('node-3', { isUp: false }),
        ],
      }),
    );
    assert.match(stack?.description ?? '', / · swarm · local$/);
    assert.equal(stack?.contextValue, 'stack swarm');
    assert.match(
      textOf(renderMarkdown(stack?.tooltip ?? '')),
      /Swarm of 3 nodes: node-1 \(manager\), node-2 \(worker, drain\), node-3 \(worker, down\)/,
    );
  });

  it('count running against wanted, with the words of Docker where they differ', () => {
    const why = 'no suitable node (insufficient resources on 2 nodes)';
    const waiting = task('web', 3, { on: undefined, state: 'created', error: why });
    const row = webRow({
      swarm: swarmService({ wanted: 5 }),
      tasks: [task('web', 1), task('web', 2, { on: 'node-2' }), waiting],
    });
    assert.match(row.description, /^2\/5 running · waits: no suitable node \(insufficient resources on 2 nodes\)/);
    const tooltip = textOf(renderMarkdown(row.tooltip));
    assert.match(tooltip, /2 tasks on node-1 \(1\) and node-2 \(1\)/);
    assert.match(tooltip, /Docker says: no suitable node/);
  });

  it('name the node of a task, and know the load of those that are here', () => {
    const [here, there] = webRow().children;
    assert.match(here?.description ?? '', /^node-1 · running · CPU unknown · memory unknown/);
    assert.match(there?.description ?? '', /^node-2 · running · \d/);
    assert.ok(!there?.description.includes('0 %') && !there?.description.includes('CPU'));
    assert.deepEqual([here?.contextValue, there?.contextValue], ['replica running', 'replica stopped']);
    assert.match(textOf(renderMarkdown(there?.tooltip ?? '')), /known only on its node/);
  });

  it('say of a figure of one node that it is not that of all', () => {
    const record = swarmRecord();
    const snapshot = buildSnapshot([], emptySnapshot, record);
    const readings = new Map([['swarm:shop/web#1', reading(40, 30)]]);
    const state = liveState([], { snapshot, readings });
    const [stack] = treeRows({ ...state, policies: policiesOf(state, now) }, '', now, { folders: [] });
    assert.match(stack?.children[0]?.description ?? '', /^2\/2 running · 40 % here · mem 30 % here/);
    assert.equal(stack?.children[0]?.icon, 'question');
  });

  it('tell a task that failed, and call none of them finished', () => {
    const failed = task('web', 1, { state: 'exited', exitCode: undefined, error: 'No such image: x' });
    const row = webRow({ swarm: swarmService({ wanted: 1 }), tasks: [failed] });
    assert.match(row.description, /^0\/1 running · failed: No such image: x/);
    assert.equal(row.children[0]?.description, 'failed: No such image: x');
    assert.equal(row.children[0]?.icon, 'error');
  });

  it('offer no other count for a service that has none', () => {
    const words = (mode: 'replicated' | 'global' | 'job') =>
      webRow({ swarm: swarmService({ mode }) }).contextValue.split(' ');
    assert.ok(words('replicated').includes('canScaleUp'));
    for (const mode of ['global', 'job'] as const) {
      assert.ok(!words(mode).some((word) => /scal/i.test(word)), mode);
      assert.ok(webRow({ swarm: swarmService({ mode }) }).description.includes(mode));
    }
  });

  it('show hostile words as they are', () => {
    const tasks = [task('web', 1, { on: evil, state: 'created', error: evil })];
    const row = webRow({ tasks });
    for (const each of [row, ...row.children]) {
      assert.ok(!/\$\(zap\)|\]\(/.test(each.description), each.description);
      assert.ok(!/<img|href="command/.test(renderMarkdown(each.tooltip)));
    }
  });
});
