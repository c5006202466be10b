import assert from 'node:assert/strict';
import type { Task } from '../../../../src/core/checklist/document.js';
import type { ChecklistRun } from '../../../../src/core/checklist/run.js';
import { runFileName, runReport } from '../../../../src/view/checklist/runReport.js';
import { fenced } from '../../../../src/view/markdown.js';
import { runOf } from '../../support/checklistRuns.js';
import { begunAt, ended, measured, operationOf, operationPlan, scaleStage } from '../../support/operations.js';
import { measuredService } from '../../support/measured.js';
import { renderMarkdown } from '../../support/renderMarkdown.js';

const task = (id: string, text = `Item ${id}`): Task => ({
  id,
  text,
  isTicked: false,
  binding: { check: [], action: undefined, when: [] },
  lines: { first: 0, last: 0 },
});
const stages = [
  { id: 'before', title: 'Before', tasks: [task('a'), task('b')] },
  { id: 'after', title: 'After', tasks: [task('c')] },
];
const report = (run: ChecklistRun, operation?: Parameters<typeof runReport>[1]['operation']): string =>
  runReport(run, { stages, operation, now: begunAt + 600_000 });
const plain = (html: string): string => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/&nbsp;|\s+/g, ' ');

describe('runReport', () => {
  it('has every item with its sign, what was seen, who and when', () => {
    const html = renderMarkdown(
      report(
        runOf([
          [5, { event: 'item-seen', item: 'a', seen: { verdict: 'pass', evidence: '3 of 3 replicas are healthy' } }],
          [6, { event: 'item-seen', item: 'b', seen: { verdict: 'fail', evidence: 'needs 14 GiB, 11 free' } }],
          [9, { event: 'item-ticked', item: 'b', by: 'ben', reason: 'the other half is idle' }],
          [12, { event: 'item-note', item: 'b', by: 'ana', text: 'agreed with ops' }],
          [20, { event: 'stage-closed', stage: 'before', by: 'ana' }],
        ]),
      ),
    );
    const text = plain(html);
    for (const part of [
      'Scale PDF Worker 3 → 10',
      '2 of 3 done.',
      'Service: pdf-worker, 3 → 10',
      '2 of 2 done, closed 14:02:20 by ana.',
      '✔ Item a 3 of 3 replicas are healthy Scalebook 14:02:05',
      '✔ Item b needs 14 GiB, 11 free ben 14:02:09',
      'ben, ticked because: the other half is idle',
      '14:02:12 ana: agreed with ops',
      '☐ Item c',
    ])
      assert.ok(text.includes(part), `${part} is not in ${text}`);
  });

  it('has commands with how they ended and what they said, whatever that is', () => {
    const output = '```\n# not a heading\n\u001b[31mred\u202e';
    const run = runOf([
      [5, { event: 'command-begun', fence: 'f', text: 'df -h', by: 'ana' }],
      [7, { event: 'command-ended', fence: 'f', end: { exitCode: 2, how: 'ended', output } }],
      [8, { event: 'command-begun', fence: 'g', text: 'free', by: 'ana' }],
    ]);
    const html = renderMarkdown(report(run));
    assert.match(plain(html), /14:02:05, by ana: exit code 2 after 2 s\./);
    assert.match(plain(html), /14:02:08, by ana: its end was not seen\./);
    assert.ok(!html.includes('<h1>not a heading'), html);
    assert.ok(html.includes('# not a heading'), html);
    assert.ok(!/[\u001b\u202e]/.test(html));
  });

  it('has the operation with the figures before and after', () => {
    const before = measured(begunAt, measuredService('pdf-worker', { title: 'PDF Worker', replicas: 3 }));
    const after = measured(begunAt + 40_000, measuredService('pdf-worker', { title: 'PDF Worker', replicas: 10 }));
    const operation = operationOf(
      operationPlan([scaleStage(3, 10, 'pdf-worker')]),
      [[41, ended('done', { 'pdf-worker': 10 }, { after })]],
      { before },
    );
    const text = plain(renderMarkdown(report(runOf([], { operation: 'op-1' }), operation)));
    assert.match(text, /Before and after/);
    assert.match(text, /Operation: op-1/);
    assert.match(text, /PDF Worker 3 → 10/);
  });

  it('tells who says that something is not so, and why', () => {
    const run = runOf([
      [5, { event: 'item-seen', item: 'a', seen: { verdict: 'pass', evidence: '3 of 3' } }],
      [9, { event: 'item-denied', item: 'a', by: 'bo', reason: 'it still swaps' }],
    ]);
    const text = runReport(run, {
      stages: [{ id: 'x', title: 'X', tasks: [task('a', 'A')] }],
      operation: undefined,
      now: begunAt,
    });
    assert.match(text, /\*\*0 of 1 done/);
    assert.match(text.replaceAll('&nbsp;', ''), /✘ not so \| A \| 3 of 3 \| bo \|/);
    assert.match(text, /- bo, not so because: it still swaps/);
  });

  it('tells of ticks whose items the text does not have any more', () => {
    const run = runOf([[5, { event: 'item-ticked', item: 'gone', by: 'ana', reason: undefined }]]);
    assert.match(report(run), /1 item with a tick or a note is not in it any more/);
    assert.doesNotMatch(report(runOf()), /not in it any more/);
  });

  it('lets nothing hostile be more than text', () => {
    const bad = '<img src=x onerror=alert(1)> [a](command:b) | c';
    const run: ChecklistRun = {
      ...runOf([[1, { event: 'item-note', item: 'a', by: bad, text: bad }]]),
      name: bad,
      by: bad,
    };
    const html = renderMarkdown(
      runReport(run, {
        stages: [{ id: 'x', title: bad, tasks: [task('a', bad)] }],
        operation: undefined,
        now: begunAt,
      }),
    );
    assert.ok(!/<img|<a /.test(html), html);
  });

  it('is called for when and what', () => {
    assert.equal(runFileName(runOf()), 'checklist-2026-11-25-1402-pdf-worker.md');
    assert.equal(runFileName({ ...runOf([], { service: '' }), name: '../../x y' }), 'checklist-2026-11-25-1402-x-y.md');
  });
});

describe('fenced', () => {
  it('is a block that nothing in it can end', () => {
    for (const text of ['a', '```', '`````\nb', '~~~', 'a\n```\n# b', '']) {
      const html = renderMarkdown(fenced(text));
      assert.equal((html.match(/<pre>/g) ?? []).length, 1, html);
      assert.ok(!html.includes('<h1>'), html);
    }
  });
});
