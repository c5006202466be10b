import assert from 'node:assert/strict';
import type { ChecklistRun } from '../../../../src/core/checklist/run.js';
import type { ItemMark } from '../../../../src/protocol/checklistPage.js';
import type { ChecklistContext } from '../../../../src/view/checklist/checklistContext.js';
import { checklistMarks } from '../../../../src/view/checklist/checklistMarks.js';
import { MarkChanges } from '../../../../src/view/checklist/markChanges.js';
import { begunAt } from '../../support/operations.js';
import { runOf } from '../../support/checklistRuns.js';
import { codeBlock, contextOf, documentOf, heading, item, listOf } from '../../support/checklistDocuments.js';
import { scalingContext } from '../../support/scalingChecklist.js';

type Told = Parameters<typeof runOf>[0];
const oneItem = documentOf(heading(2, 'Before'), listOf(item('Healthy', { check: 'replicas-healthy' })));
const markOf = (told: Told, changes: Partial<ChecklistContext> = {}): ItemMark => {
  const [mark] = checklistMarks(contextOf(oneItem, { run: runOf(told), ...changes })).items;
  assert.ok(mark);
  return mark;
};
const seen = (verdict: 'pass' | 'fail' | 'unknown' | 'not-yet' | 'not-needed', evidence = '3 of 3') =>
  [10, { event: 'item-seen', item: 'Healthy', seen: { verdict, evidence } }] as const;
const denial = [30, { event: 'item-denied', item: 'Healthy', by: 'bo', reason: 'it still swaps' }] as const;
const takenBack = [40, { event: 'item-undenied', item: 'Healthy', by: 'ana' }] as const;
const contextFoot = (told: Told): string => checklistMarks(contextOf(oneItem, { run: runOf(told) })).foot.text;
const ticked = (by: string, reason?: string) => [20, { event: 'item-ticked', item: 'Healthy', by, reason }] as const;

describe('the mark of an item', () => {
  it('has what the machine saw, with a word for it, its time, and that it is the machine that ticks', () => {
    const { tone, word, isTicked, mayTick, evidence, time, who } = markOf([seen('pass')]);
    assert.deepEqual(
      { tone, word, isTicked, mayTick, evidence, time, who },
      {
        tone: 'ticked',
        word: 'ticked by Scalebook',
        isTicked: true,
        mayTick: true,
        evidence: '3 of 3',
        time: '14:02',
        who: 'auto',
      },
    );
  });

  const verdicts = [
    ['fail', 'failed', 'fails'],
    ['unknown', 'unknown', 'could not be told'],
    ['not-yet', 'open', 'open'],
    ['not-needed', 'not-needed', 'not needed'],
  ] as const;
  for (const [verdict, tone, word] of verdicts)
    it(`is ${tone} where the machine says ${verdict}`, () => {
      const mark = markOf([seen(verdict)]);
      assert.deepEqual([mark.tone, mark.word, mark.isTicked, mark.mayTick], [tone, word, false, true]);
    });

  it('is asked for a reason only against what the machine sees', () => {
    assert.equal(markOf([seen('fail', '1 of 3')]).against, 'Scalebook sees: 1 of 3.');
    for (const verdict of ['unknown', 'not-yet', 'not-needed'] as const)
      assert.equal(markOf([seen(verdict)]).against, '');
    assert.equal(markOf([seen('pass', '3 of 3')]).against, 'Scalebook sees: 3 of 3.');
    assert.equal(markOf([seen('fail'), ticked('ana', 'it will do')]).against, '');
  });

  it('says who ticked it, and why against what is seen', () => {
    const own = markOf([seen('fail', '1 of 3'), ticked('ana', 'it will do')]);
    assert.deepEqual(
      [own.word, own.who, own.evidence],
      ['ticked by you against what Scalebook sees', 'you', 'it will do (seen: 1 of 3)'],
    );
    assert.deepEqual(own.facts, [
      'Scalebook sees that it is not so, 14:02: 1 of 3.',
      'Ticked by you, 14:02: it will do.',
    ]);
    assert.equal(markOf([ticked('bo')]).who, 'bo');
  });

  it('is not ticked as long as a person says that it is not so, and says who, when and why', () => {
    const denied = markOf([seen('pass'), denial]);
    assert.deepEqual(
      [denied.isTicked, denied.tone, denied.word, denied.who, denied.time, denied.evidence, denied.against],
      [false, 'failed', 'not so, says bo', 'bo', '14:02', 'it still swaps (seen: 3 of 3)', ''],
    );
    assert.equal(denied.facts.at(-1), 'Not so, says bo, 14:02: it still swaps. Tick it to take that back.');
    assert.match(contextFoot([seen('pass'), denial]), /^Next: Healthy: it still swaps$/);
    assert.equal(markOf([seen('pass'), denial, takenBack]).word, 'ticked by Scalebook');
    assert.match(contextFoot([seen('pass'), denial, takenBack]), /^All is done/);
  });

  it('tells times of another day with that day', () => {
    const tomorrow = begunAt + 24 * 3_600_000;
    assert.equal(markOf([seen('pass')], { now: tomorrow }).time, 'Yesterday 14:02');
  });

  it('cannot be ticked once its stage or its run is over', () => {
    assert.equal(markOf([[5, { event: 'stage-closed', stage: 'before', by: 'ana' }]]).mayTick, false);
    assert.equal(markOf([[5, { event: 'run-ended', by: 'ana' }]]).mayTick, false);
  });

  it('cleans what is written in it', () => {
    const mark = markOf([
      seen('fail', 'a\nb\u202ec'),
      [30, { event: 'item-note', item: 'Healthy', by: 'b\u202eo', text: 'x\ny' }],
    ]);
    assert.equal(mark.evidence, 'a b c');
    assert.deepEqual(mark.notes, ['14:02, b o: x y']);
  });
});

describe('buttons of items', () => {
  const buttonsOf = (words: string, context = scalingContext()): readonly string[] =>
    checklistMarks(context)
      .items.find(({ id }) => id === words)
      ?.buttons.map(({ title }) => title) ?? [];

  it('do what the item is about, and what helps where its check fails', () => {
    assert.deepEqual(buttonsOf('Team notified'), ['Tell the Team']);
    assert.deepEqual(buttonsOf('The scaling is started'), ['Scale to 10…']);
    assert.deepEqual(buttonsOf('Host resources'), ['Why?', 'Scale to 10…']);
    assert.deepEqual(buttonsOf('Backup operator available'), []);
  });

  it('say what they are of to who cannot see it', () => {
    const { items } = checklistMarks(scalingContext());
    assert.equal(items.find(({ id }) => id === 'Team notified')?.buttons[0]?.spoken, 'Tell the Team: Team notified');
  });

  it('are only those that look, once it is ticked', () => {
    const run = (event: 'Team notified' | 'Dashboards open'): ChecklistRun =>
      runOf([[1, { event: 'item-ticked', item: event, by: 'ana', reason: undefined }]]);
    assert.deepEqual(buttonsOf('Team notified', scalingContext({ run: run('Team notified') })), []);
    assert.deepEqual(buttonsOf('Dashboards open', scalingContext({ run: run('Dashboards open') })), ['Open Dashboard']);
  });

  it('ask for a number where the run has no target', () => {
    const { run } = scalingContext();
    const context = scalingContext({ run: { ...run, subject: { ...run.subject, target: undefined } } });
    assert.deepEqual(buttonsOf('The scaling is started', context), ['Scale…']);
  });
});

describe('stages and what comes next', () => {
  it('count what applies, and say what does not and why', () => {
    const [first] = checklistMarks(scalingContext()).stages;
    assert.equal(first?.count, '4/7');
    assert.equal(first.spokenCount, '4 of 7 done');
    assert.equal(first.notNeeded, 'Not needed here: Database connections, no backend is scaled');
  });

  it('offer to close only the stage that is worked through, and to open again one that is closed', () => {
    const of = (context: ChecklistContext): readonly string[] =>
      checklistMarks(context).stages.map(({ buttons }) => buttons.map(({ id }) => id).join());
    assert.deepEqual(of(scalingContext({ isTrusted: false })), ['close', '', '']);
    const run = runOf([[1, { event: 'stage-closed', stage: 'pre-scaling', by: 'bo' }]]);
    const context = scalingContext({ run, isTrusted: false });
    assert.deepEqual(of(context), ['reopen', 'close', '']);
    const [first] = checklistMarks(context).stages;
    assert.deepEqual([first?.state, first?.note], ['closed', 'closed 14:02 by bo']);
  });

  it('name the first open item of the first stage that is not closed, with its button', () => {
    const { foot } = checklistMarks(scalingContext());
    assert.deepEqual(
      [foot.text, foot.item, foot.button?.id, foot.button?.isFirst],
      ['Next: Host resources: needs 14 GiB, 11 free', 'Host resources', 'explain', true],
    );
    const run = runOf([[1, { event: 'stage-closed', stage: 'pre-scaling', by: 'ana' }]]);
    assert.equal(checklistMarks(scalingContext({ run })).foot.text, 'Next: The scaling is started');
  });

  it('say that all is done, that it has ended, and that there is nothing to tick', () => {
    const done = contextOf(oneItem, { run: runOf([seen('pass')]) });
    assert.deepEqual(
      [checklistMarks(done).foot.text, checklistMarks(done).stages[0]?.announcement],
      ['All is done: 1 of 1.', 'Before is done: 1 of 1.'],
    );
    const ended = contextOf(oneItem, { run: runOf([[9, { event: 'run-ended', by: 'ana' }]]) });
    assert.equal(checklistMarks(ended).foot.text, 'Ended with 0 of 1 done.');
    assert.deepEqual(
      checklistMarks(ended).head.buttons.map(({ id }) => id),
      ['export'],
    );
    assert.match(checklistMarks(contextOf(documentOf())).foot.text, /^There is nothing to tick/);
  });
});

describe('the head of a checklist', () => {
  const notices = (changes: Partial<ChecklistContext>, failure = ''): readonly string[] =>
    checklistMarks(scalingContext(changes), failure).head.notices;

  it('says what stands in the way: another context, no trust, the file', () => {
    assert.deepEqual(notices({}), []);
    assert.match(notices({ elsewhere: 'prod' }).join(), /of the Docker context local, and prod is in use/);
    assert.match(notices({ isTrusted: false }).join(), /not trusted/);
    assert.deepEqual(notices({}, 'The file is gone.'), ['The file is gone.']);
  });

  it('runs no command of the demo, and is called a demo', () => {
    const { run } = scalingContext();
    const demo = { ...run, subject: { ...run.subject, context: 'Demo (built in)' } };
    const marks = checklistMarks(scalingContext({ run: demo }));
    assert.match(marks.head.title, /^Demo: /);
    assert.match(marks.head.notices.join(), /No command line reaches the demo/);
    assert.deepEqual([...new Set(marks.fences.flatMap(({ buttons }) => buttons.map(({ id }) => id)))], ['copy']);
  });

  it('counts what the file names and there is none of', () => {
    const { document } = scalingContext();
    const lines = { first: 0, last: 0 };
    const problems = [
      { problem: 'unknown-check' as const, id: 'x', lines },
      { problem: 'too-long' as const, maxItems: 10_000 },
    ];
    const text = notices({ document: { ...document, problems } }).join(' ');
    assert.match(text, /its first 10000 items are here/);
    assert.match(text, /1 comment of the file names/);
  });
});

describe('the mark of a command', () => {
  const text = 'docker compose ps';
  const document = documentOf(heading(2, 'Before'), listOf(item('Counts')), codeBlock(text));
  const begun = [5, { event: 'command-begun', fence: `fence ${text}`, text, by: 'ana' }] as const;
  const markWith = (changes: Partial<ChecklistContext>): readonly unknown[] => {
    const [mark] = checklistMarks(contextOf(document, { run: runOf([begun]), ...changes })).fences;
    return [mark?.run?.tone, mark?.run?.line, mark?.buttons.map(({ id }) => id)];
  };

  it('runs and can be cancelled as long as this window runs it', () =>
    assert.deepEqual(markWith({}), ['running', 'running since 14:02, you', ['cancel', 'copy']]));

  it('says of several lines what comes of those behind one that fails', () => {
    const notesOf = (code: string, language: string, changes: Partial<ChecklistContext> = {}): readonly string[] =>
      checklistMarks(contextOf(documentOf(codeBlock(code, language)), changes)).fences[0]?.notes ?? [];
    assert.match(notesOf('a\nb', 'bash').join(), /^Run ends it at the first line that fails/);
    assert.match(notesOf('a\nb', 'powershell').join(), /^All of its lines are run/);
    for (const one of [notesOf('a \\\n b', 'bash'), notesOf('a', 'sh'), notesOf('a\nb', 'sh', { isTrusted: false })])
      assert.deepEqual(one, []);
  });

  it('has an end that nobody saw, and can be run again, where its window is gone', () =>
    assert.deepEqual(markWith({ runs: () => false }), [
      'unknown',
      'its end was not seen, 14:02, you',
      ['run', 'run-in-terminal', 'copy'],
    ]));
});

describe('what a page is told of a change', () => {
  it('is what is another, and nothing where nothing is', () => {
    const changes = new MarkChanges();
    const before = scalingContext();
    changes.begin(checklistMarks(before));
    assert.equal(changes.changes(checklistMarks(before)), undefined);
    const run = { ...before.run, items: new Map(before.run.items) };
    run.items.set('Team notified', {
      mark: { by: 'person', who: 'ana', at: begunAt, reason: undefined },
      denial: undefined,
      seen: undefined,
      notes: [],
    });
    const told = changes.changes(checklistMarks(scalingContext({ run })));
    assert.deepEqual(
      told?.items.map(({ id }) => id),
      ['Team notified'],
    );
    assert.deepEqual(told.fences, []);
    assert.equal(told.stages?.[0]?.count, '5/7');
    assert.ok(!('head' in told) && !('foot' in told));
  });
});
