import assert from 'node:assert/strict';
import { historyRows, operationOfRow, type HistoryLook } from '../../../../src/view/rows/historyRows.js';
import type { Row } from '../../../../src/view/rows/row.js';
import type { Operation } from '../../../../src/core/operation/operation.js';
import type { Verification } from '../../../../src/core/verification/verificationRun.js';
import type { Change } from '../../../../src/core/scaling/change.js';
import { begunAt, ended, observeStage, operationOf, operationPlan, scaleStage } from '../../support/operations.js';
import { operationIn, servicePlan } from '../../support/plans.js';
import { liveState } from '../../support/stacks.js';
import { renderMarkdown, tagsIn } from '../../support/renderMarkdown.js';
import { richOperation } from '../../support/richOperation.js';
import { cancellingText } from '../../../../src/view/words/operation/cancelWords.js';
import { historyDescription } from '../../../../src/view/words/operation/journalWords.js';
import { iconsIn } from '../../support/workbenchText.js';
import { cpuMs } from '../../support/cpuMs.js';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

const nowhere: HistoryLook['live'] = { connection: { phase: 'idle' }, own: new Map() };
const rows = (
  operations: readonly Operation[],
  now = begunAt + hourMs,
  changes: readonly Change[] = [],
  live: HistoryLook['live'] = nowhere,
  verifications: readonly Verification[] = [],
): readonly Row[] => historyRows({ operations, changes, verifications }, { now, zone: 'UTC', user: 'ana', live });
const shape = (given: readonly Row[]): readonly unknown[] =>
  given.map(({ label, children, kind }) => (kind === 'day' ? [label, children.map((row) => row.label)] : label));
const only = (
  operation: Operation,
  now?: number,
  changes: readonly Change[] = [],
  live: HistoryLook['live'] = nowhere,
): Row => {
  const [first] = rows([operation], now, changes, live);
  const row = first?.kind === 'day' ? first.children[0] : first;
  assert.ok(row);
  return row;
};

const up = operationPlan([scaleStage(3, 6)]);
const done = (id = 'op-1', at = begunAt, plan = up): Operation =>
  operationOf(plan, [[41, ended('done', { worker: 6 })]], { operation: id, at });

describe('historyRows', () => {
  it('reads as people say it: what, how long, how it ended, when, who', () => {
    const row = only(done());
    assert.equal(`${row.label} · ${row.description}`, 'PDF Worker 3 → 6 · 41 s · done · 14:02 · you');
    assert.equal(row.icon, 'pass');
    assert.equal(row.iconColor, undefined);
    assert.equal(row.spoken, 'PDF Worker 3 → 6, 41 s, done, 14:02, you');
    assert.equal(operationOfRow(row.id), 'op-1');
  });

  it('names another person, and a context that is not everybody’s', () => {
    const plan = operationPlan([scaleStage(3, 6)], { context: 'prod' });
    const row = only(operationOf(plan, [[41, ended('done', { worker: 6 })]], { by: 'ben' }));
    assert.match(row.description, / · ben · on prod$/);
  });

  it('puts what is under way first, then what was interrupted, then days, newest first', () => {
    const interrupted = operationOf(up, [[5, ended('interrupted', { worker: 4 })]], { operation: 'int' });
    const resumed = operationOf(
      operationPlan([scaleStage(1, 2, 'web', 'Web')]),
      [
        [5, ended('interrupted', { web: 1 })],
        [9, { event: 'continued', as: 'x' }],
      ],
      { operation: 'res' },
    );
    const running = operationOf(operationPlan([scaleStage(1, 2, 'api', 'API')]), [], { operation: 'run' });
    const given = [
      done('today', begunAt + dayMs),
      running,
      resumed,
      interrupted,
      done('old', begunAt - dayMs),
      done('older', begunAt - 370 * dayMs),
    ];
    assert.deepEqual(shape(rows(given, begunAt + dayMs + hourMs)), [
      'API 1 → 2',
      'PDF Worker 3 → 6',
      ['Today', ['PDF Worker 3 → 6']],
      ['Yesterday', ['Web 1 → 2']],
      ['Tuesday 24 November', ['PDF Worker 3 → 6']],
      ['Thursday 20 November 2025', ['PDF Worker 3 → 6']],
    ]);
  });

  it('begins a day when the clock of the person does', () => {
    const late = done('late', Date.UTC(2026, 10, 25, 23, 30));
    const at = (zone: string): string | undefined =>
      historyRows(
        { operations: [late], changes: [], verifications: [] },
        { now: late.startedAt + hourMs, zone, user: '', live: nowhere },
      )[0]?.label;
    assert.deepEqual([at('UTC'), at('Europe/Berlin')], ['Yesterday', 'Today']);
  });

  it('says what one that is under way does, as it goes', () => {
    const down = operationPlan([scaleStage(10, 5), observeStage(600_000), scaleStage(5, 3)]);
    const begun = { event: 'stage-begun', stage: 0, until: undefined } as const;
    const waiting = operationOf(down, [
      [1, begun],
      [30, { event: 'stage-ended', stage: 0, phase: 'done' }],
      [31, { event: 'stage-begun', stage: 1, until: begunAt + 631_000 }],
    ]);
    const row = only(waiting, begunAt + 151_000);
    assert.equal(row.description, 'waiting 8 min, then 5 → 3 · 14:02 · you');
    assert.equal(row.icon, 'watch');
    assert.equal(row.children[1]?.description, '14:02 · 8 min left');
    assert.match(only(waiting, begunAt + 640_000).description, /^looking whether anything is worse, then 5 → 3/);

    const change = operationIn(
      servicePlan({ serviceId: 'compose:shop/worker', from: 10, to: 12 }),
      'running',
      'waiting',
    );
    const running = operationOf(down, [[1, begun]]);
    assert.match(only(running, begunAt + 2000, [change]).description, /^starting \d+ of 12 · 14:02 · you$/);
    assert.equal(only(running, begunAt + 2000).icon, 'sync~spin');
    assert.match(only(running, begunAt + 2000).description, /^PDF Worker 10 → 5/);
  });

  it('says of one that is being cancelled what it still does', () => {
    const running = operationOf(up, [[1, { event: 'stage-begun', stage: 0, until: undefined }]]);
    const own = new Map([['op-1', 'cancelling' as const]]);
    const [row] = rows([running], begunAt, [], { ...nowhere, own });
    assert.equal(row?.description, 'cancelling · PDF Worker 3 → 6 · 14:02 · you');
    assert.equal(
      cancellingText(running, [], begunAt),
      'PDF Worker 3 → 6 is being cancelled. What was begun is let end (PDF Worker 3 → 6); nothing more is begun.',
    );
    assert.equal(cancellingText(operationOf(up), [], begunAt), '', 'it ends at once');
  });

  it('does not pretend to know what goes on where this window is not', () => {
    const plan = operationPlan([scaleStage(3, 6)], { context: 'prod' });
    const open = operationOf(plan, [[1, { event: 'stage-begun', stage: 0, until: undefined }]]);
    const { connection } = liveState([]);
    const there = { connection, own: new Map() };
    const [far] = rows([open], begunAt + hourMs, [], there);
    assert.ok(far);
    assert.equal(far.description, 'not known from here · 14:02 · you · on prod');
    assert.deepEqual([far.icon, far.children[0]?.icon], ['question', 'question']);
    assert.match(far.tooltip, /once this window is on the context prod/);
    assert.equal(historyDescription({ ...there, operations: [open] }), '');
    for (const live of [{ connection, own: new Map([['op-1', 'running' as const]]) }, nowhere]) {
      const [row] = rows([open], begunAt + hourMs, [], live);
      assert.deepEqual([row?.icon, row?.children[0]?.icon], ['sync~spin', 'sync~spin']);
      assert.equal(historyDescription({ ...live, operations: [open] }), '1 under way');
    }
  });

  it('shows each result by an icon and a word, with colour only where somebody should look', () => {
    const looks = (['done', 'stopped', 'failed', 'cancelled', 'interrupted'] as const).map((result) => {
      const { icon, iconColor, description } = only(operationOf(up, [[41, ended(result, { worker: 4 })]]));
      assert.match(description, new RegExp(result === 'interrupted' ? '^interrupted · ' : `^41 s · ${result} · `));
      return [icon, iconColor];
    });
    assert.deepEqual(looks, [
      ['pass', undefined],
      ['warning', 'list.warningForeground'],
      ['error', 'list.errorForeground'],
      ['circle-slash', undefined],
      ['debug-disconnect', 'list.warningForeground'],
    ]);
  });

  it('offers what can be asked for', () => {
    const words = (operation: Operation): string => only(operation).contextValue;
    assert.equal(words(done()), 'operation ended undoable repeatable');
    assert.equal(words(operationOf(up)), 'operation running');
    const own = (state: 'running' | 'cancelling', operation = operationOf(up)): string | undefined =>
      only(operation, begunAt, [], { ...nowhere, own: new Map([['op-1', state]]) }).contextValue;
    assert.equal(own('running'), 'operation running cancellable');
    assert.equal(own('running', done()), 'operation ended undoable repeatable');
    assert.equal(own('cancelling'), 'operation running');
    assert.equal(
      words(operationOf(up, [[5, ended('interrupted', { worker: 4 })]])),
      'operation ended undoable repeatable resumable interrupted',
    );
    assert.equal(
      words(operationOf(up, [[5, ended('cancelled', { worker: 3 })]])),
      'operation ended repeatable resumable',
    );
  });

  it('has under it why it stopped, its stages, what was overridden, the watch and notes', () => {
    const { children } = only(richOperation());
    assert.deepEqual(
      children.map(({ label, description, icon }) => [label, description, icon]),
      [
        ['Database went from normal to critical (connections > 80 %), so it went no further.', '', 'warning'],
        ['PostgreSQL 100 → 550 connections', '14:02 · 8 s · done', 'check'],
        ['restart 1 replica of Web', '14:02 · 2 s · done', 'check'],
        ['PDF Worker 3 → 6', '14:02 · 41 s · done', 'check'],
        ['wait 10 min', '14:02 · 10 min · failed', 'error'],
        ['PDF Worker 6 → 10', 'left out', 'circle-slash'],
        ['Overridden: third backend: 150 connections of 100', 'The limit is raised first', 'shield'],
        ['Watched until 15:12', 'something became worse', 'warning'],
        ['The *fair* had begun', 'ben · 14:33', 'note'],
      ],
    );
    const ids = children.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    assert.ok(ids.every((id) => operationOfRow(id) !== 'op-1'));
  });

  it('lets no name make an icon, a link or a second line', () => {
    const evil = '$(zap) [x](command:y)\n<b>';
    const plan = operationPlan([scaleStage(3, 6, evil, evil)], { purpose: evil, context: evil });
    const row = only(
      operationOf(
        plan,
        [
          [1, { event: 'note', by: evil, text: evil }],
          [41, ended('done', { worker: 6 })],
        ],
        { by: evil },
      ),
    );
    for (const { label, description, tooltip } of [row, ...row.children]) {
      assert.deepEqual(iconsIn(label), []);
      assert.doesNotMatch(`${label}${description}`, /\n/);
      assert.deepEqual(
        tagsIn(renderMarkdown(tooltip)).filter((tag) => !['p', 'strong', 'br'].includes(tag)),
        [],
      );
    }
  });

  it('is drawn in a moment, however many there are', () => {
    const many = Array.from({ length: 500 }, (_, index) => ({ ...richOperation(), id: `op-${index}` }));
    const tookMs = Math.min(...[1, 2, 3, 4, 5].map(() => cpuMs(() => void rows(many))));
    assert.ok(tookMs < 100, `${tookMs} ms`);
  });
});
