import assert from 'node:assert/strict';
import type { Task } from '../../../../src/core/checklist/document.js';
import type { ChecklistRun } from '../../../../src/core/checklist/run.js';
import { runName } from '../../../../src/view/checklist/runName.js';
import { runOfRow, runRows, sourceOfRow, sourceTitle } from '../../../../src/view/checklist/runRows.js';
import type { Row } from '../../../../src/view/rows/row.js';
import { runOf, workerSubject } from '../../support/checklistRuns.js';
import { begunAt } from '../../support/operations.js';

const task = (id: string): Task => ({
  id,
  text: id,
  isTicked: false,
  binding: { check: [], action: undefined, when: [] },
  lines: { first: 0, last: 0 },
});
const tasks = ['a', 'b', 'c'].map(task);
const rows = (
  runs: readonly ChecklistRun[],
  known: readonly Task[] | undefined = tasks,
  user = 'ana',
): readonly Row[] => runRows(runs, { now: begunAt + 60_000, zone: 'UTC', user, tasks: () => known });
const ticked = (item: string) => [5, { event: 'item-ticked', item, by: 'ana', reason: undefined }] as const;
const spare = (item: string) =>
  [5, { event: 'item-seen', item, seen: { verdict: 'not-needed', evidence: '' } }] as const;

describe('runRows', () => {
  it('says how far a run is, when it began and by whom', () => {
    const [row] = rows([runOf([ticked('a')])]);
    assert.deepEqual([row?.label, row?.description], ['Scale PDF Worker 3 → 10', '1 of 3 · 14:02 · you']);
    assert.equal(row?.contextValue, 'run open');
    assert.equal(rows([runOf()], tasks, 'ben')[0]?.description, '0 of 3 · 14:02 · ana');
    assert.equal(
      runRows([runOf()], { now: begunAt, zone: 'UTC', user: 'ana', tasks: () => undefined })[0]?.description,
      '14:02 · you',
    );
  });

  it('counts what does not apply only where somebody has ticked it', () => {
    assert.match(rows([runOf([spare('b')])])[0]?.description ?? '', /^0 of 2 /);
    assert.match(rows([runOf([spare('b'), ticked('b')])])[0]?.description ?? '', /^1 of 3 /);
    const all = rows([runOf([ticked('a'), ticked('b'), ticked('c')])])[0];
    assert.deepEqual([all?.icon, all?.description.slice(0, 6)], ['pass', '3 of 3']);
  });

  it('has what is open first, then what can be begun, then what has ended', () => {
    const ended = { ...runOf([[9, { event: 'run-ended', by: 'ana' }]]), id: 'run-0', name: 'Old' };
    const file = { ...runOf(), id: 'run-2', source: { from: 'file', uri: 'file:///w/night%20watch.md' } as const };
    const shown = rows([file, runOf(), ended]);
    assert.deepEqual(
      shown.map(({ label, kind }) => [kind, label]),
      [
        ['run', 'Scale PDF Worker 3 → 10'],
        ['run', 'Scale PDF Worker 3 → 10'],
        ['template', 'Scaling checklist'],
        ['template', 'night watch'],
        ['group', 'Done'],
      ],
    );
    assert.deepEqual(
      shown.at(-1)?.children.map(({ label, contextValue }) => [label, contextValue]),
      [['Old', 'run ended']],
    );
    assert.deepEqual(
      rows([]).map(({ kind }) => kind),
      ['template'],
    );
  });

  it('is found by its row again', () => {
    const shown = rows([{ ...runOf(), source: { from: 'file', uri: 'file:///w/a.md' } }]);
    assert.equal(runOfRow(shown[0]?.id ?? ''), 'run-1');
    assert.deepEqual(sourceOfRow(shown[1]?.id ?? ''), { from: 'bundled' });
    assert.deepEqual(sourceOfRow(shown[2]?.id ?? ''), { from: 'file', uri: 'file:///w/a.md' });
    assert.deepEqual(
      [runOfRow('operation:1'), sourceOfRow('run:1'), sourceOfRow('compose:shop')],
      [undefined, undefined, undefined],
    );
  });

  it('lets no name make an icon, a link or a second line', () => {
    const [row] = rows([{ ...runOf(), name: '$(flame) [x](command:y)\n# z' }]);
    assert.ok(!/\$\(|\]\(|\n/.test(row?.label ?? ''), row?.label);
    assert.ok(!/(^|[^\\])\[x\]/.test(row?.tooltip ?? ''), row?.tooltip);
  });

  it('says of the demo that it is one', () => {
    assert.equal(rows([runOf([], { context: 'Demo (built in)' })])[0]?.label, 'Demo: Scale PDF Worker 3 → 10');
  });
});

describe('runName', () => {
  const bundled = { from: 'bundled' } as const;
  const file = { from: 'file', uri: 'file:///w/night%20watch.md' } as const;
  it('says what is scaled, and from where to where', () => {
    assert.equal(runName(bundled, workerSubject, 'PDF Worker'), 'Scale PDF Worker 3 → 10');
    assert.equal(runName(bundled, { ...workerSubject, target: undefined }, 'PDF Worker'), 'Scale PDF Worker');
    assert.equal(runName(bundled, { ...workerSubject, target: 3 }, 'PDF Worker'), 'Scale PDF Worker');
    assert.equal(runName(bundled, { ...workerSubject, service: '' }, 'team'), 'Scale team');
    assert.equal(runName(file, workerSubject, 'PDF Worker'), 'night watch: PDF Worker 3 → 10');
    assert.equal(
      runName(file, { ...workerSubject, service: '', from: undefined, target: undefined }, 'x'),
      'night watch',
    );
  });

  it('takes a file’s name as it is where it cannot be decoded', () => {
    assert.equal(sourceTitle({ from: 'file', uri: 'file:///w/100%.MD' }), '100%');
    assert.equal(sourceTitle({ from: 'file', uri: 'file:///' }), 'Checklist');
  });
});
