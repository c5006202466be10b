import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { buildSync } from 'esbuild';
import { LiveStore } from '../../../../src/app/live/liveStore.js';
import { Journal } from '../../../../src/app/operations/journal.js';
import { LinesOnDisk } from '../../../../src/editor/journal/journalFile.js';
import { OperationWorld } from '../../app/support/operationWorld.js';
import { fakeScaler, web } from '../../app/support/runnerWorld.js';

describe('a journal that two windows share', () => {
  let disk = '';
  beforeEach(() => (disk = mkdtempSync(join(tmpdir(), 'scalebook-journal-'))));
  afterEach(() => rmSync(disk, { recursive: true, force: true }));
  const content = (): string => readFileSync(join(disk, 'journal.jsonl'), 'utf8');

  it('has every line of both whole, whenever one of them is killed', async () => {
    const script = join(disk, 'writer.mjs');
    buildSync({
      stdin: {
        contents: `import { LinesOnDisk } from '/${join(process.cwd(), 'src/editor/journal/journalFile.ts').slice(1)}';
          const [folder, name] = process.argv.slice(2);
          const file = new LinesOnDisk(folder);
          for (let index = 0; ; index += 1) await file.append(JSON.stringify({ name, index, fill: 'x'.repeat(3000) }));`,
        resolveDir: process.cwd(),
        loader: 'ts',
      },
      bundle: true,
      platform: 'node',
      format: 'esm',
      outfile: script,
    });
    const windows = ['one', 'two'].map((name) => spawn(process.execPath, [script, disk, name], { stdio: 'ignore' }));
    /** Lines that were ended; a window may be killed in the middle of one, which then stands alone. */
    const lines = (): readonly string[] => {
      const text = existsSync(join(disk, 'journal.jsonl')) ? content() : '';
      return text.split('\n').slice(0, -1).filter(Boolean);
    };
    const isWhole = (line: string): boolean => line.endsWith('xx"}');
    const parsed = (): readonly { name: string; index: number; fill: string }[] =>
      lines()
        .filter(isWhole)
        .map((line) => JSON.parse(line) as { name: string; index: number; fill: string });
    const indexes = (name: string): readonly number[] =>
      parsed()
        .filter((each) => each.name === name)
        .map(({ index }) => index);
    try {
      while (indexes('one').length < 20 || indexes('two').length < 20) await pause(10);
      windows[0]?.kill('SIGKILL');
      await once(windows[0] ?? assert.fail(), 'exit');
      const left = indexes('two').length;
      while (lines().length < 100 || indexes('two').length < left + 20) await pause(10);
      windows[1]?.kill('SIGKILL');
      await once(windows[1] ?? assert.fail(), 'exit');
    } finally {
      for (const window of windows) window.kill('SIGKILL');
    }
    await new LinesOnDisk(disk).append(JSON.stringify({ name: 'three', index: 0, fill: 'x'.repeat(3000) }));
    for (const name of ['one', 'two', 'three']) {
      const found = indexes(name);
      assert.ok(found.length > 0, name);
      assert.deepEqual(
        found,
        Array.from(found, (_, index) => index),
        `${name} lost a line`,
      );
    }
    assert.ok(parsed().every(({ fill }) => fill.length === 3000));
    assert.ok(lines().filter((line) => !isWhole(line)).length <= 2, 'more was torn than windows were killed');
  });

  it('is shown in each as the other has gone on writing it, and reads nothing where there is no news', async () => {
    const [one, two] = [new OperationWorld(web(1)), new LiveStore()];
    one.scaler = fakeScaler(one, 'healthy');
    one.disk = new LinesOnDisk(disk);
    await one.connected();
    const file = new LinesOnDisk(disk);
    let reads = 0;
    const second = new Journal(
      {
        read: () => ((reads += 1), file.read()),
        append: (lines) => file.append(lines),
        hasNews: () => file.hasNews(),
      },
      two,
    );
    await second.takeNews();
    assert.equal(reads, 0, 'nobody has looked at it yet');
    await second.load();
    const running = one.operate(await one.plan({ counts: { web: 3 } }));
    while (running.phase === 'pending') {
      await one.clock.advance(100);
      await pause(2);
    }
    await second.takeNews();
    const results = (): unknown => two.state.operations.map(({ id, outcome }) => [id, outcome?.result]);
    const id = one.operation?.id ?? '';
    assert.deepEqual(results(), [[id, 'done']]);
    assert.equal(reads, 2);
    // What it writes itself is no news, and neither is what it has seen.
    await second.record({ event: 'note', operation: id, at: 5, by: 'bob', text: 'seen' });
    for (let times = 0; times < 3; times += 1) await second.takeNews();
    assert.equal(reads, 2);
    await one.journal.record({ event: 'note', operation: id, at: 6, by: 'ann', text: 'noted' });
    await second.takeNews();
    assert.deepEqual(
      two.state.operations[0]?.notes.map(({ by }) => by),
      ['bob', 'ann'],
    );
  });
});
