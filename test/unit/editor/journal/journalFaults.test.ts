import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InterruptedOperations } from '../../../../src/app/operations/after/interruptedOperations.js';
import { Journal } from '../../../../src/app/operations/journal.js';
import { LiveStore } from '../../../../src/app/live/liveStore.js';
import { readJournal } from '../../../../src/core/operation/journal/readJournal.js';
import { LinesOnDisk } from '../../../../src/editor/journal/journalFile.js';
import { operationProblemText } from '../../../../src/view/words/operation/operationProblemText.js';
import { startRefusalText } from '../../../../src/view/words/operation/startRefusalWords.js';
import { operationPlan, scaleStage } from '../../support/operations.js';
import { OperationWorld } from '../../app/support/operationWorld.js';
import { fakeScaler, web } from '../../app/support/runnerWorld.js';
import { cpuMs } from '../../support/cpuMs.js';

const megabyte = 1024 * 1024;

describe('a journal whose disk is at fault', () => {
  let root = '';
  let disk = '';
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'scalebook-journal-'));
    disk = join(root, 'disk');
    mkdirSync(disk);
  });
  afterEach(() => {
    spawnSync('umount', [disk]);
    rmSync(root, { recursive: true, force: true });
  });

  /** A disk of its own, which takes root. */
  const mount = (...options: readonly string[]): boolean =>
    spawnSync('mount', ['-t', 'tmpfs', '-o', ['size=64k', ...options].join(), 'tmpfs', disk]).status === 0;
  /** Takes up all the room there is but for so much. */
  const fill = (but = 0): void => {
    const path = join(disk, 'fill');
    for (let size = 64 * 1024; size >= 4096; size -= 4096) {
      try {
        writeFileSync(path, Buffer.alloc(size));
        if (but > 0) truncateSync(path, size - but);
        return;
      } catch {
        rmSync(path, { force: true });
      }
    }
  };
  const content = (): string => readFileSync(join(disk, 'journal.jsonl'), 'utf8');

  const world = async (): Promise<OperationWorld> => {
    const made = new OperationWorld(web(1));
    made.scaler = fakeScaler(made, 'healthy');
    made.disk = new LinesOnDisk(disk);
    await made.connected();
    return made;
  };
  const until = async (is: () => boolean, made: OperationWorld): Promise<void> => {
    for (let tries = 0; !is() && tries < 400; tries += 1) {
      await made.clock.advance(100);
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    assert.ok(is(), 'in vain');
  };

  it('that is full lets nothing begin, says so, and takes it up again when there is room', async function () {
    if (!mount()) return this.skip();
    const made = await world();
    await made.disk?.append('{"before":1}');
    fill();
    // The page that the file has still has room.
    appendFileSync(
      join(disk, 'journal.jsonl'),
      `${' '.repeat(4096 - statSync(join(disk, 'journal.jsonl')).size - 1)}\n`,
    );
    const running = made.operate(await made.plan({ counts: { web: 3 } }));
    await until(() => running.phase !== 'pending', made);
    assert.ok(running.value && !running.value.ok);
    assert.equal(running.value.error.reason, 'journal');
    assert.match(
      startRefusalText(running.value.error),
      /^The journal could not be written \(ENOSPC: no space left on device, write\), so nothing was started\. Make room on the disk, then try again\.$/,
    );
    assert.deepEqual([made.connection.containers.size, made.operation, made.locks.holders.size], [1, undefined, 0]);
    assert.deepEqual(readJournal(content()).operations, []);
    rmSync(join(disk, 'fill'));
    const again = made.operate(await made.plan({ counts: { web: 3 } }));
    await until(() => again.phase !== 'pending', made);
    const read = readJournal(content());
    assert.deepEqual(
      read.operations.map(({ outcome }) => outcome?.result),
      ['done'],
    );
    assert.equal(JSON.stringify(read.operations[0]?.stages), JSON.stringify(made.operation?.stages));
  });

  it('that becomes full in the middle stops what is under way, and what it came to is written once there is room', async function () {
    if (!mount()) return this.skip();
    const made = await world();
    made.onWrite = ({ event }) => {
      if (event !== 'stage-begun') return;
      made.onWrite = () => undefined;
      fill();
      const path = join(disk, 'journal.jsonl');
      appendFileSync(path, `${' '.repeat(4096 - (statSync(path).size % 4096) - 1)}\n`);
    };
    const running = made.operate(await made.plan({ counts: { web: 10 } }));
    await until(() => running.phase !== 'pending', made);
    assert.ok(running.value && !running.value.ok);
    assert.deepEqual(running.value.error, { reason: 'end-unkept' });
    assert.doesNotMatch(startRefusalText(running.value.error), /nothing was started/i);
    assert.match(made.warnings.join(), /The end of operation .* could not be written down: ENOSPC/);
    const count = made.connection.containers.size;
    assert.ok(count < 10, 'it went on');
    assert.deepEqual([made.operation?.outcome, made.store.state.own.size, made.locks.holders.size], [undefined, 0, 0]);
    assert.equal(readJournal(content()).operations[0]?.outcome, undefined);
    // This window, or another, finds out what became of it.
    const finder = new InterruptedOperations(made.session, made.store, made.journal, made.locks, made.clock, made.log);
    await until(() => made.warnings.some((line) => line.startsWith('What was interrupted could not')), made);
    rmSync(join(disk, 'fill'));
    await until(() => made.operation?.outcome !== undefined, made);
    finder.dispose();
    const [found] = readJournal(content()).operations;
    assert.equal(found?.outcome?.result, 'interrupted');
    assert.deepEqual(found.outcome.counts, { web: count });
  });

  it('that fails as what was written is to be kept leaves nothing behind that could be read as having happened', async () => {
    const file = new LinesOnDisk(disk);
    await file.append('{"a":1}');
    const handle = await open(join(disk, 'journal.jsonl'), 'r');
    const prototype = Object.getPrototypeOf(handle) as { datasync: () => Promise<void> };
    await handle.close();
    const { datasync } = prototype;
    // The other window writes while this one waits for the disk.
    prototype.datasync = () => {
      appendFileSync(join(disk, 'journal.jsonl'), '{"other":1}\n');
      return Promise.reject(Object.assign(new Error('ENOSPC: no space left on device, fdatasync'), { code: 'ENOSPC' }));
    };
    try {
      await assert.rejects(file.append('{"b":2}\n{"c":3}'), /ENOSPC/);
    } finally {
      prototype.datasync = datasync;
    }
    await file.append('{"d":4}');
    assert.deepEqual(
      content()
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean),
      ['{"a":1}', '{"other":1}', '{"d":4}'],
    );
  });

  it('that may only be read lets nothing begin, and shows what is there, however long it is', async function () {
    if (!mount('size=1m')) return this.skip();
    const line = JSON.stringify({
      operation: 'old',
      at: 1000,
      event: 'started',
      by: 'ana',
      plan: operationPlan([scaleStage(3, 6)]),
      overrides: [],
    });
    writeFileSync(join(disk, 'journal.jsonl'), `${line}\n`);
    assert.equal(spawnSync('mount', ['-o', 'remount,ro', disk]).status, 0);
    const file = new LinesOnDisk(disk, { rotateBytes: 100 });
    assert.equal(await file.read(), '', 'of so long a file, the end');
    assert.equal(await new LinesOnDisk(disk).read(), `${line}\n`);
    const made = await world();
    const running = made.operate(await made.plan({ counts: { web: 3 } }));
    await until(() => running.phase !== 'pending', made);
    assert.ok(running.value && !running.value.ok);
    assert.match(
      startRefusalText(running.value.error),
      /^The journal could not be written \(EROFS: read-only file system/,
    );
    assert.equal(made.connection.containers.size, 1);
  });

  it('with 500 MB, or with lines that are none, is read from its end in no time', async () => {
    const path = join(disk, 'journal.jsonl');
    const good = JSON.stringify({
      operation: 'new',
      at: 1000,
      event: 'started',
      by: 'ana',
      plan: operationPlan([scaleStage(3, 6)]),
      overrides: [],
    });
    writeFileSync(path, '');
    truncateSync(path, 500 * megabyte);
    appendFileSync(
      path,
      `\n\u0000\u0001\n{"__proto__":{"event":"started"}}\n[]\nnull\n${'['.repeat(50_000)}\n${good}\n{"torn`,
    );
    const store = new LiveStore();
    const before = process.memoryUsage();
    const began = process.cpuUsage();
    const problems = await new Journal(new LinesOnDisk(disk), store).load();
    const { user, system } = process.cpuUsage(began);
    assert.ok((user + system) / 1000 < 5000, `${(user + system) / 1000} ms`);
    assert.ok(process.memoryUsage().rss - before.rss < 300 * megabyte);
    assert.deepEqual(
      store.state.operations.map(({ id }) => id),
      ['new'],
    );
    assert.ok(problems.length >= 5, JSON.stringify(problems));
    assert.equal(statSync(join(disk, 'journal.old.jsonl')).size > 500 * megabyte, true);
    assert.ok(cpuMs(() => readJournal(`${'\u0000'.repeat(1000)}\n`.repeat(20_000))) < 5000);
  });

  it('is told of in the words of the operation that it stopped', () => {
    assert.equal(
      operationProblemText({ reason: 'journal', detail: 'ENOSPC: no space left on device, write' }, undefined as never),
      'The journal could not be written (ENOSPC: no space left on device, write), so it went no further: what is not written down is not done.',
    );
  });
});
