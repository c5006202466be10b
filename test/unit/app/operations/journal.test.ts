import assert from 'node:assert/strict';
import { LiveStore } from '../../../../src/app/live/liveStore.js';
import { Journal } from '../../../../src/app/operations/journal.js';
import type { JournalFile } from '../../../../src/app/operations/ports.js';
import type { JournalEvent } from '../../../../src/core/operation/journalEvent.js';
import { operationPlan, scaleStage } from '../../support/operations.js';

class Lines implements JournalFile {
  reads = 0;
  trouble: Error | undefined;
  constructor(public text?: string) {}
  read(): Promise<string | undefined> {
    this.reads += 1;
    return this.trouble ? Promise.reject(this.trouble) : Promise.resolve(this.text);
  }
  append(line: string): Promise<void> {
    if (this.trouble) return Promise.reject(this.trouble);
    this.text = `${this.text ?? ''}${line}\n`;
    return Promise.resolve();
  }
}

const started = (operation: string): JournalEvent => ({
  operation,
  at: 1000,
  event: 'started',
  by: 'ana',
  plan: operationPlan([scaleStage(3, 6)]),
  overrides: [],
  before: undefined,
});
const note = (operation: string, text: string): JournalEvent => ({
  operation,
  at: 2000,
  event: 'note',
  by: 'ana',
  text,
});

describe('Journal', () => {
  const ids = (store: LiveStore): readonly string[] => store.state.operations.map(({ id }) => id);

  it('comes to the same live state by reading as by recording', async () => {
    const file = new Lines();
    const [recording, reading] = [new LiveStore(), new LiveStore()];
    const journal = new Journal(file, recording);
    for (const event of [started('a'), started('b'), note('a', 'one')]) await journal.record(event);
    await new Journal(file, reading).load();
    assert.deepEqual(ids(reading), ['b', 'a']);
    assert.deepEqual(reading.state.operations, recording.state.operations);
  });

  it('reads once, and loses nothing of what is recorded at the same time', async () => {
    const file = new Lines(`${JSON.stringify(started('old'))}\n`);
    const store = new LiveStore();
    const journal = new Journal(file, store);
    await Promise.all([
      journal.record(started('new')),
      journal.load(),
      journal.load(),
      journal.record(note('old', 'x')),
    ]);
    await journal.load();
    assert.equal(file.reads, 1);
    assert.deepEqual(ids(store), ['new', 'old']);
    assert.equal(store.state.operations[1]?.notes.length, 1);
  });

  it('tells what is wrong in the file, to everybody who asks', async () => {
    const file = new Lines(`${JSON.stringify(started('a'))}\ngarbage\n{"torn`);
    const journal = new Journal(file, new LiveStore());
    const expected = [
      { line: 2, what: 'unreadable' },
      { line: 3, what: 'torn' },
    ];
    assert.deepEqual(await journal.load(), expected);
    assert.deepEqual(await journal.load(), expected);
  });

  it('fails as the file fails, and tries again when it is asked again', async () => {
    const file = new Lines(`${JSON.stringify(started('a'))}\n`);
    const store = new LiveStore();
    const journal = new Journal(file, store);
    file.trouble = new Error('EACCES: permission denied');
    await assert.rejects(journal.load(), /EACCES/);
    await assert.rejects(journal.record(started('b')), /EACCES/);
    assert.deepEqual(ids(store), []);
    file.trouble = undefined;
    await journal.load();
    assert.deepEqual(ids(store), ['a']);
  });

  it('takes in what another window has written', async () => {
    const file = new Lines();
    const [one, two] = [new LiveStore(), new LiveStore()];
    const [first, second] = [new Journal(file, one), new Journal(file, two)];
    await Promise.all([first.load(), second.load()]);
    await first.record(started('a'));
    assert.deepEqual(ids(two), []);
    await second.readAgain();
    assert.deepEqual(ids(two), ['a']);
  });
});
