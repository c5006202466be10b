import assert from 'node:assert/strict';
import { ChecklistRuns } from '../../../../src/app/checklist/checklistRuns.js';
import { RunTexts } from '../../../../src/app/checklist/runTexts.js';
import { LiveStore } from '../../../../src/app/live/liveStore.js';
import { Journal } from '../../../../src/app/operations/journal.js';
import { isTicked, itemOf } from '../../../../src/core/checklist/applyRunEvent.js';
import { readChecklist } from '../../../../src/core/checklist/markdown/main.js';
import { textForRun } from '../../../../src/core/checklist/textForRun.js';
import { ChecklistHand } from '../../../../src/editor/panel/checklistHand.js';
import { fail, ok } from '../../../../src/util/result.js';
import { commandText, commandWorld } from '../../app/support/commandWorld.js';
import { ManualClock, settle } from '../../app/support/manualClock.js';
import { runSubject } from '../../support/runSubjects.js';

const words = '- [ ] The team knows <!-- action: tell-team -->';
const document = readChecklist(commandText.replace('## More\n', `## More\n\n${words}\n`));
const full = (): Promise<never> => Promise.reject(new Error('no space left'));

/** A hand over a run whose journal takes nothing any more as soon as `isFull`. */
async function handWorld() {
  const world = { isFull: false, exports: () => Promise.resolve() };
  const [said, warned]: [string[], string[]] = [[], []];
  const store = new LiveStore();
  const journal = new Journal(
    { read: () => Promise.resolve(''), append: () => (world.isFull ? full() : Promise.resolve()) },
    store,
  );
  const { runner: fences, state, calls, fence } = commandWorld();
  state.document = ok(document);
  state.keeps = () => (world.isFull ? full() : Promise.resolve());
  const runner = new ChecklistRuns({
    ...{ store, clock: new ManualClock(), log: { info: () => undefined, warn: () => undefined } },
    journal: () => Promise.resolve(journal),
    planner: () => Promise.resolve({ operation: full }),
    texts: new RunTexts({
      read: () => Promise.resolve(fail({ reason: 'gone' })),
      follow: () => ({ dispose: () => undefined }),
    }),
    needs: [],
    words: () => '',
    isTold: () => false,
    user: () => 'ana',
    newId: () => 'r1',
  });
  await runner.begin('A run', { from: 'bundled' }, runSubject());
  const run = () => store.state.checklistRuns[0] ?? assert.fail('no run');
  const hand = new ChecklistHand(
    {
      ...{ runner, fences, warn: (line: string) => void warned.push(line) },
      desk: {
        export: () => world.exports(),
        end: () => Promise.resolve(),
        tellTeam: () => Promise.resolve('beginning' as const),
      },
    },
    {
      say: (how, text) => void said.push(`${how}: ${text}`),
      refuseUntrusted: (text) => void said.push(text),
      copy: () => Promise.resolve(),
      call: () => Promise.resolve(),
      askTarget: () => Promise.resolve(12),
    },
    () => ({ run: run(), text: textForRun(document, run().subject), elsewhere: undefined }),
  );
  const [stage] = textForRun(document, run().subject).stages;
  const item = stage?.tasks[0]?.id ?? assert.fail('no item');
  const see = (verdict: 'pass' | 'fail'): Promise<void> =>
    runner.record('r1', { event: 'item-seen', item, seen: { verdict, evidence: 'x' } });
  return { ...{ see, hand, run, said, warned, calls, fence, item, world }, stage: stage?.id ?? '' };
}

describe('what the machine has ticked', () => {
  it('is unticked with a reason alone, and ticked again when that is taken back', async () => {
    const { hand, run, item, see } = await handWorld();
    await see('pass');
    const shown = (): readonly unknown[] => {
      const { mark, denial } = itemOf(run(), item);
      return [mark?.by, denial?.who, denial?.reason];
    };
    assert.match(await hand.tick(item, false, ' '), /^Scalebook sees that it is so, and nothing was changed/);
    assert.deepEqual(shown(), ['machine', undefined, undefined]);
    assert.equal(await hand.tick(item, false, 'it still swaps'), '');
    assert.deepEqual(shown(), ['machine', 'ana', 'it still swaps']);
    // What is seen later does not tick it, either.
    await see('fail');
    await see('pass');
    assert.equal(isTicked(itemOf(run(), item)), false);
    assert.equal(await hand.tick(item, true, ''), '');
    assert.deepEqual(shown(), ['machine', undefined, undefined]);
    await hand.tick(item, false, 'no');
    await see('fail');
    assert.equal(await hand.tick(item, true, 'it will do'), '');
    assert.deepEqual(shown(), ['person', undefined, undefined]);
  });
});

describe('what is pressed on a checklist while the disk is full', () => {
  it('is said not to be kept, and changes nothing', async () => {
    const { hand, run, said, warned, item, stage, world } = await handWorld();
    world.isFull = true;
    const before = run();
    await hand.pressOnStage(stage, 'close');
    await hand.press('change-target');
    const refused = [...said, await hand.tick(item, true, ''), await hand.note(item, 'x')];
    assert.deepEqual(
      refused.map(
        (text) => /^(?:error: )?(.*) could not be kept in the journal, and nothing was changed\./.exec(text)?.[1],
      ),
      ['The end of the stage', 'The target', 'The tick', 'The note'],
    );
    assert.equal(warned.length, 4);
    assert.equal(run(), before);
  });

  it('was told to the team, and says that the tick alone is missing', async () => {
    const { hand, run, said, item, world } = await handWorld();
    world.isFull = true;
    await hand.pressOnItem(item, 'tell-team');
    assert.match(said.join(), /^error: The team was told, but that could not be kept in the journal/);
    assert.equal(run().teamToldAt, undefined);
    world.isFull = false;
    await hand.pressOnItem(item, 'tell-team');
    assert.notEqual(run().teamToldAt, undefined);
  });

  it('runs nothing where the beginning cannot be kept', async () => {
    const { hand, said, warned, calls, fence, world } = await handWorld();
    world.isFull = true;
    await hand.pressOnFence(fence('first'), 'run');
    assert.match(said.join(), /^error: .* so nothing was run\./);
    assert.deepEqual([calls.length, warned.length], [0, 1]);
  });

  it('says what a command that ran has come to where its end cannot be kept', async () => {
    const { hand, said, calls, fence, world } = await handWorld();
    const done = hand.pressOnFence(fence('first'), 'run');
    await settle();
    world.isFull = true;
    calls[0]?.end(0);
    await done;
    assert.match(said.join(), /^error: The command ran \(exit code 0\), but that could not be kept/);
  });

  it('says how far all commands of a stage came', async () => {
    const { hand, said, warned, calls, stage, world } = await handWorld();
    world.isFull = true;
    await hand.pressOnStage(stage, 'run-commands');
    assert.match(said.join(), /nothing was run/);
    assert.deepEqual([calls.length, warned.length], [0, 1]);
  });

  it('is said, too, where something breaks that nobody foresaw', async () => {
    const { hand, said, warned, world } = await handWorld();
    world.exports = full;
    await hand.press('export');
    assert.match(said.join(), /^error: What was pressed broke off\./);
    assert.match(warned.join(), /no space left$/);
  });
});
