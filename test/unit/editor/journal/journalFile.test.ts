import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LinesOnDisk } from '../../../../src/editor/journal/journalFile.js';

describe('LinesOnDisk', () => {
  let root = '';
  let folder = '';
  const path = (): string => join(folder, 'journal.jsonl');
  const content = (): string => readFileSync(path(), 'utf8');

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'scalebook-journal-'));
    folder = join(root, 'not', 'there', 'yet');
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it('has nothing to read before anything was written', async () => {
    assert.equal(await new LinesOnDisk(folder).read(), undefined);
    assert.ok(!existsSync(folder), 'reading made the folder');
  });

  it('makes its folder, writes line after line, and gives them back', async () => {
    const file = new LinesOnDisk(folder);
    await file.append('{"a":1}');
    await file.append('{"b":"ü"}');
    assert.equal(content(), '{"a":1}\n{"b":"ü"}\n');
    assert.equal(await file.read(), content());
    assert.equal(await new LinesOnDisk(folder).read(), content());
  });

  it('is nobody else’s to read', async function () {
    if (process.platform === 'win32') return this.skip();
    await new LinesOnDisk(folder).append('{}');
    assert.equal(statSync(path()).mode & 0o777, 0o600);
    assert.equal(statSync(folder).mode & 0o077, 0);
  });

  it('leaves a line that was torn alone on its line', async () => {
    const file = new LinesOnDisk(folder);
    await file.append('{"a":1}');
    appendFileSync(path(), '{"torn');
    await file.append('{"b":2}');
    await file.append('{"c":3}');
    assert.equal(content(), '{"a":1}\n{"torn\n{"b":2}\n{"c":3}\n');
  });

  it('mixes no lines of two that write to it at once', async () => {
    const [one, two] = [new LinesOnDisk(folder), new LinesOnDisk(folder)];
    const line = (name: string, index: number): string => JSON.stringify({ name, index, fill: 'x'.repeat(5000) });
    await one.append('{}');
    await Promise.all(
      Array.from({ length: 100 }, async (_, index) => {
        await Promise.all([one.append(line('one', index)), two.append(line('two', index))]);
      }),
    );
    const lines = content().trimEnd().split('\n').slice(1);
    assert.equal(lines.length, 200);
    for (const each of lines) assert.equal((JSON.parse(each) as { fill: string }).fill.length, 5000);
  });

  it('says in the words of the system when the disk is full', async function () {
    if (!existsSync('/dev/full')) return this.skip();
    mkdirSync(folder, { recursive: true });
    symlinkSync('/dev/full', path());
    await assert.rejects(new LinesOnDisk(folder).append('{}'), /ENOSPC/);
  });

  it('begins a new line after one that a full disk has cut', async function () {
    // A disk of 64 kB, where this machine lets one be made.
    const disk = join(root, 'disk');
    mkdirSync(disk);
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk]);
    if (mounted.status !== 0) return this.skip();
    try {
      folder = disk;
      const file = new LinesOnDisk(disk);
      await file.append('{"a":1}');
      const fill = join(disk, 'fill');
      writeFileSync(fill, Buffer.alloc(56 * 1024));
      await assert.rejects(file.append(`{"long":"${'x'.repeat(20_000)}"}`), /ENOSPC/);
      rmSync(fill);
      await file.append('{"b":2}');
      const lines = content().split('\n');
      assert.equal(lines[0], '{"a":1}');
      assert.match(lines[1] ?? '', /^\{"long":"x+$/, 'nothing of the line was written: the test tells nothing');
      assert.deepEqual(lines.slice(2), ['{"b":2}', '']);
    } finally {
      spawnSync('umount', [disk]);
    }
  });

  it('says in the words of the system when the folder is no folder, or nobody may read', async () => {
    writeFileSync(join(root, 'not'), '');
    await assert.rejects(new LinesOnDisk(folder).append('{}'), /ENOTDIR/);
    await assert.rejects(new LinesOnDisk(folder).read(), /ENOTDIR/);
    folder = join(root, 'there');
    mkdirSync(path(), { recursive: true });
    await assert.rejects(new LinesOnDisk(folder).read(), /EISDIR/);
  });

  describe('when it has grown long', () => {
    const small = { rotateBytes: 100 };
    const long = (name: string): string => JSON.stringify({ name, fill: 'x'.repeat(60) });

    it('makes room at its first use, keeps the one before, and reads from both what there is room for', async () => {
      const before = new LinesOnDisk(folder, small);
      for (const name of ['a', 'b', 'c']) await before.append(long(name));
      assert.equal(content().split('\n').length, 4, 'it made room in the middle');
      const next = new LinesOnDisk(folder, small);
      await next.append('{"d":1}');
      assert.equal(content(), '{"d":1}\n');
      assert.equal(readFileSync(join(folder, 'journal.old.jsonl'), 'utf8').split('\n').length, 4);
      // The last whole lines that fit.
      assert.equal(await next.read(), `${long('c')}\n{"d":1}\n`);
    });

    it('keeps one old file, not more', async () => {
      for (const name of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) {
        const file = new LinesOnDisk(folder, small);
        await file.append(long(name));
      }
      const old = readFileSync(join(folder, 'journal.old.jsonl'), 'utf8');
      assert.ok(!old.includes('"a"') && !existsSync(join(folder, 'journal.old.old.jsonl')));
      assert.match(`${old}${content()}`, /"e".*\n.*"f".*\n.*"g"/);
    });

    it('loses nothing where two windows start at once', async () => {
      const first = new LinesOnDisk(folder, small);
      await first.append(long('a'));
      await first.append(long('b'));
      await Promise.all(
        Array.from({ length: 10 }, (_, index) => new LinesOnDisk(folder, small).append(`{"window":${index}}`)),
      );
      const old = readFileSync(join(folder, 'journal.old.jsonl'), 'utf8');
      const all = `${old}${content()}`;
      for (const name of ['"a"', '"b"', ...Array.from({ length: 10 }, (_, index) => `{"window":${index}}`)])
        assert.ok(all.includes(name), `${name} is lost`);
    });

    it('is not kept from it for ever by a window that ended while it made room', async () => {
      const first = new LinesOnDisk(folder, small);
      await first.append(long('a'));
      await first.append(long('b'));
      const claim = join(folder, 'journal.rotating');
      writeFileSync(claim, '');
      await new LinesOnDisk(folder, small).append('{"c":1}');
      assert.match(content(), /"a"/);
      const past = new Date(Date.now() - 120_000);
      utimesSync(claim, past, past);
      await new LinesOnDisk(folder, small).append('{"d":1}');
      await new LinesOnDisk(folder, small).append('{"e":1}');
      assert.equal(content(), '{"e":1}\n');
    });
  });
});
