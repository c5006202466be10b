import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyRunEvent } from '../../../../src/core/checklist/applyRunEvent.js';
import type { ChecklistRun } from '../../../../src/core/checklist/run.js';
import type { RunEvent } from '../../../../src/core/checklist/runEvent.js';
import { readJournal } from '../../../../src/core/operation/journal/readJournal.js';
import { anyRunEvent } from './anyRunEvent.js';

const lines = (events: readonly unknown[]): string => events.map((event) => `${JSON.stringify(event)}\n`).join('');

/** What the live state would have come to, told of each event. */
function told(events: readonly RunEvent[]): readonly ChecklistRun[] {
  let runs: readonly ChecklistRun[] = [];
  for (const event of events) {
    const known = runs.find(({ id }) => id === event.run);
    const next = applyRunEvent(known, event);
    if (next) runs = known ? runs.map((each) => (each === known ? next : each)) : [next, ...runs];
  }
  return runs;
}

describe('the journal of runs', () => {
  it('reads what was written, whatever is in it', () => {
    fc.assert(
      fc.property(fc.array(anyRunEvent, { maxLength: 30 }), (events) => {
        const { runs, operations, problems } = readJournal(lines(events));
        assert.deepEqual(problems, []);
        assert.deepEqual(operations, []);
        assert.deepEqual(runs, told(events));
      }),
      { numRuns: 500 },
    );
  });

  it('loses one line alone to what is wrong with it', () => {
    const begun: RunEvent = {
      ...{
        run: 'run-1',
        at: 1,
        event: 'run-begun',
        name: 'x',
        by: 'ana',
        countsBefore: {},
        source: { from: 'bundled' },
      },
      subject: {
        context: '',
        stackId: '',
        stack: '',
        service: '',
        from: undefined,
        target: undefined,
        operation: undefined,
      },
    };
    const wrong = [
      { ...begun, source: { from: 'elsewhere' } },
      { run: 'run-1', at: 2, event: 'item-seen', item: 'a', seen: { verdict: 'splendid', evidence: '' } },
      { run: 'run-1', at: -2, event: 'run-ended', by: 'ana' },
      { run: 'a b', at: 2, event: 'run-ended', by: 'ana' },
      { at: 2, event: 'run-ended', by: 'ana' },
    ];
    const { runs, problems } = readJournal(lines([begun, ...wrong]));
    assert.deepEqual([runs.length, runs[0]?.endedAt], [1, undefined]);
    assert.deepEqual(
      problems.map(({ line }) => line),
      [2, 3, 4, 5, 6],
    );
  });
});
