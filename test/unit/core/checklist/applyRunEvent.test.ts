import assert from 'node:assert/strict';
import { applyRunEvent, itemOf } from '../../../../src/core/checklist/applyRunEvent.js';
import { begunAt } from '../../support/operations.js';
import { runOf } from '../../support/checklistRuns.js';

const seen = (verdict: 'pass' | 'fail' | 'unknown' | 'not-yet' | 'not-needed', evidence = 'as seen') =>
  ({ event: 'item-seen', item: 'a', seen: { verdict, evidence } }) as const;
const ticked = (reason?: string) => ({ event: 'item-ticked', item: 'a', by: 'ana', reason }) as const;

describe('applyRunEvent', () => {
  it('begins with nothing ticked', () => {
    const run = runOf();
    assert.deepEqual(
      [run.id, run.name, run.by, run.startedAt, run.endedAt, run.items.size, run.closed.size],
      ['run-1', 'Scale PDF Worker 3 → 10', 'ana', begunAt, undefined, 0, 0],
    );
    assert.deepEqual(itemOf(run, 'a'), { mark: undefined, denial: undefined, seen: undefined, notes: [] });
  });

  it('knows nothing of a run whose beginning is missing', () => {
    assert.equal(applyRunEvent(undefined, { run: 'run-1', at: 1, event: 'run-ended', by: 'ana' }), undefined);
  });

  it('ticks what a machine sees pass, with the time it first did, and unticks it as soon as it does not', () => {
    const at = (seconds: number): number => begunAt + seconds * 1000;
    assert.deepEqual(itemOf(runOf([[5, seen('pass')]]), 'a').mark, { by: 'machine', at: at(5) });
    const still = runOf([
      [5, seen('pass')],
      [9, seen('pass', 'another figure')],
    ]);
    assert.deepEqual(itemOf(still, 'a').mark, { by: 'machine', at: at(5) });
    assert.deepEqual(itemOf(still, 'a').seen, { verdict: 'pass', evidence: 'another figure', at: at(9) });
    for (const verdict of ['fail', 'unknown', 'not-yet', 'not-needed'] as const) {
      const gone = runOf([
        [5, seen('pass')],
        [9, seen(verdict)],
      ]);
      assert.equal(itemOf(gone, 'a').mark, undefined, verdict);
      assert.deepEqual(
        itemOf(runOf([...[[5, seen('pass')] as const, [9, seen(verdict)] as const, [20, seen('pass')] as const]]), 'a')
          .mark,
        {
          by: 'machine',
          at: at(20),
        },
      );
    }
  });

  it('leaves a person’s tick to the person, with the reason against what a machine sees', () => {
    const run = runOf([
      [5, seen('fail')],
      [9, ticked('known since Monday')],
      [12, seen('unknown')],
      [15, seen('pass')],
    ]);
    const mark = { by: 'person', who: 'ana', at: begunAt + 9000, reason: 'known since Monday' };
    assert.deepEqual(itemOf(run, 'a').mark, mark);
    assert.equal(
      itemOf(
        runOf([
          [1, ticked()],
          [2, { event: 'item-unticked', item: 'a', by: 'ana' }],
        ]),
        'a',
      ).mark,
      undefined,
    );
  });

  it('keeps notes in their order, by item', () => {
    const note = (text: string, item = 'a') => ({ event: 'item-note', item, by: 'ben', text }) as const;
    const run = runOf([
      [1, note('first')],
      [2, note('second')],
      [3, note('of another', 'b')],
    ]);
    assert.deepEqual(
      itemOf(run, 'a').notes.map(({ text }) => text),
      ['first', 'second'],
    );
    assert.equal(itemOf(run, 'b').notes.length, 1);
  });

  it('closes stages and opens them again', () => {
    const closed = runOf([[1, { event: 'stage-closed', stage: 'before', by: 'ana' }]]);
    assert.deepEqual([...closed.closed], [['before', { at: begunAt + 1000, by: 'ana' }]]);
    const opened = runOf([
      [1, { event: 'stage-closed', stage: 'before', by: 'ana' }],
      [2, { event: 'stage-opened', stage: 'before', by: 'ana' }],
    ]);
    assert.equal(opened.closed.size, 0);
  });

  it('ends the last command that still ran of a fence', () => {
    const begun = { event: 'command-begun', fence: 'f', text: 'true', by: 'ana' } as const;
    const end = (exitCode: number) =>
      ({ event: 'command-ended', fence: 'f', end: { exitCode, how: 'ended', output: '' } }) as const;
    const run = runOf([
      [1, begun],
      [2, end(1)],
      [3, begun],
      [4, end(0)],
    ]);
    assert.deepEqual(
      run.commands.map(({ startedAt, ended }) => [startedAt, ended?.exitCode, ended?.at]),
      [
        [begunAt + 1000, 1, begunAt + 2000],
        [begunAt + 3000, 0, begunAt + 4000],
      ],
    );
    assert.equal(runOf([[1, end(0)]]).commands.length, 0);
  });

  it('knows when it was given another subject, when the team was told, and when it ended', () => {
    const run = runOf([
      [1, { event: 'run-subject', subject: { ...runOf().subject, target: 7, operation: 'op-1' } }],
      [2, { event: 'team-told', by: 'ana' }],
      [3, { event: 'run-ended', by: 'ana' }],
    ]);
    assert.deepEqual(
      [run.subject.target, run.subject.operation, run.teamToldAt, run.endedAt],
      [7, 'op-1', begunAt + 2000, begunAt + 3000],
    );
  });
});
