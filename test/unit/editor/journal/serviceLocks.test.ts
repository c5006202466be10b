import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { HeldLocks } from '../../../../src/app/operations/ports.js';
import { LockFiles } from '../../../../src/editor/journal/serviceLocks.js';

const web = 'engine|compose:shop/web';
const worker = 'engine|compose:shop/worker';

describe('LockFiles', () => {
  let folder = '';
  let program = '';
  const children: ChildProcess[] = [];

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'scalebook-locks-'));
    program = join(folder, 'lockProcess.mjs');
    await build({
      entryPoints: ['test/unit/editor/journal/lockProcess.ts'],
      outfile: program,
      bundle: true,
      format: 'esm',
      platform: 'node',
    });
  });
  beforeEach(() => {
    rmSync(join(folder, 'locks'), { recursive: true, force: true });
    rmSync(join(folder, 'critical'), { force: true });
  });
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const locks = (silentMs = 300_000): LockFiles =>
    new LockFiles(join(folder, 'locks'), { heartbeatMs: 50, silentMs, emptyMs: 300 });

  const start = (...args: readonly string[]): ChildProcess => {
    const child = spawn(process.execPath, [program, folder, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
    children.push(child);
    return child;
  };
  const said = async (child: ChildProcess): Promise<string> => {
    assert.ok(child.stdout);
    const [bytes] = (await once(child.stdout, 'data')) as [Buffer];
    return bytes.toString().trim();
  };
  const files = (): readonly string[] =>
    readdirSync(join(folder, 'locks')).flatMap((each) =>
      readdirSync(join(folder, 'locks', each)).map((name) => join(folder, 'locks', each, name)),
    );

  async function acquire(from: LockFiles, ...keys: readonly string[]): Promise<HeldLocks> {
    const taken = await from.acquire(keys, 'shop-folder');
    assert.ok(taken.ok, 'it is held by another');
    return taken.value;
  }

  it('lets one have a service, and says who has it to the other', async () => {
    const held = await acquire(locks(), web);
    assert.deepEqual(await locks().acquire([web], 'other'), {
      ok: false,
      error: { key: web, holder: 'shop-folder' },
    });
    assert.equal(await locks().holderOf(web), 'shop-folder');
    assert.equal(await locks().holderOf(worker), undefined);
    assert.equal(await held.isHeld(), true);
    await held.release();
    assert.equal(await held.isHeld(), false);
    assert.equal(await locks().holderOf(web), undefined);
    await (await acquire(locks(), web)).release();
  });

  it('gives all or none', async () => {
    const held = await acquire(locks(), worker);
    const refused = await locks().acquire([web, worker], 'other');
    assert.equal(refused.ok, false);
    assert.equal(await locks().holderOf(web), undefined);
    await held.release();
    const both = await acquire(locks(), worker, web, web);
    assert.equal(await locks().holderOf(web), 'shop-folder');
    await both.release();
    assert.deepEqual([await locks().holderOf(web), await locks().holderOf(worker)], [undefined, undefined]);
  });

  it('releases its own alone, however late', async () => {
    const first = await acquire(locks(), web);
    await first.release();
    const second = await acquire(locks(), web);
    await first.release();
    assert.equal(await second.isHeld(), true);
    assert.equal(await locks().holderOf(web), 'shop-folder');
    await second.release();
  });

  it('keeps what it says to the person who made it, and few files', async () => {
    for (let round = 0; round < 20; round += 1) await (await acquire(locks(), web)).release();
    const held = await acquire(locks(), web);
    assert.ok(files().length <= 6, `${files().length} files`);
    const [own = ''] = files().filter((path) => !path.endsWith('.free'));
    const content = JSON.parse(readFileSync(own, 'utf8')) as Record<string, unknown>;
    assert.deepEqual(Object.keys(content).sort(), ['holder', 'host', 'mark', 'pid', 'startedAt', 'token']);
    await held.release();
  });

  /** Writes other things into the one lock that is held. */
  function rewrite(changes: Readonly<Record<string, unknown>>): void {
    const [own = ''] = files().filter((path) => !path.endsWith('.free'));
    const content = JSON.parse(readFileSync(own, 'utf8')) as Record<string, unknown>;
    writeFileSync(own, JSON.stringify({ ...content, ...changes }));
  }

  it('waits for what has nothing in it yet, and not for long', async () => {
    const held = await acquire(locks(), web);
    const [own = ''] = files();
    writeFileSync(own, '');
    assert.equal(await locks().holderOf(web), 'another window');
    const past = new Date(Date.now() - 1000);
    utimesSync(own, past, past);
    // Nobody touches it any more.
    await held.release();
    writeFileSync(own, '{"pid": "x"}');
    rmSync(`${own}.free`, { force: true });
    utimesSync(own, past, past);
    assert.equal(await locks().holderOf(web), undefined);
  });

  it('is never with two processes that race for it', async function () {
    this.timeout(60_000);
    const racers = [start('race', '200'), start('race', '200')];
    const told = await Promise.all(racers.map(said));
    assert.deepEqual(
      told.map((each) => JSON.parse(each) as unknown),
      [
        { entered: 200, met: 0 },
        { entered: 200, met: 0 },
      ],
    );
  });

  it('passes on at once when the process that held it is killed', async () => {
    const holder = start('hold');
    assert.equal(await said(holder), 'held');
    assert.equal(await locks().holderOf(web), 'the one that holds');
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    const held = await acquire(locks(), web);
    await held.release();
  });

  it('passes on at once when nobody takes note of the end of the process that held it', async function () {
    if (process.platform !== 'linux') this.skip();
    // What the shell becomes never asks after its child.
    const line = [process.execPath, program, folder, 'hold'];
    const parent = spawn('sh', ['-c', '"$0" "$@" & exec sleep 60', ...line], { stdio: ['ignore', 'pipe', 'inherit'] });
    children.push(parent);
    assert.equal(await said(parent), 'held');
    const [lock = ''] = readdirSync(join(folder, 'locks'), { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('/1'),
    );
    const { pid } = JSON.parse(readFileSync(join(folder, 'locks', lock), 'utf8')) as { readonly pid: number };
    process.kill(pid, 'SIGKILL');
    while (!readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z '))
      await new Promise((resolve) => setTimeout(resolve, 10));
    assert.equal(await locks().holderOf(web), undefined);
    const held = await acquire(locks(), web);
    await held.release();
  });

  it('is never with two of those who take over from a killed one', async function () {
    this.timeout(60_000);
    for (let round = 0; round < 5; round += 1) {
      const holder = start('hold');
      assert.equal(await said(holder), 'held');
      const racers = [start('race', '10'), start('race', '10'), start('race', '10')];
      holder.kill('SIGKILL');
      for (const told of await Promise.all(racers.map(said)))
        assert.deepEqual(JSON.parse(told), { entered: 10, met: 0 });
    }
  });

  it('is left with a process that lives, however long it was stopped or slept', async () => {
    const holder = start('hold', '0', '200');
    assert.equal(await said(holder), 'held');
    holder.kill('SIGSTOP');
    await new Promise((resolve) => setTimeout(resolve, 700));
    assert.equal((await locks(200).acquire([web], 'other')).ok, false);
    assert.equal(await locks(200).holderOf(web), 'the one that holds');
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    await (await acquire(locks(200), web)).release();
  });

  it('passes on where another process has the id of the one that held it', async function () {
    if (process.platform !== 'linux') return this.skip();
    const held = await acquire(locks(), web);
    rewrite({ mark: '1' });
    assert.equal(await locks().holderOf(web), undefined);
    rewrite({ mark: undefined });
    assert.equal(await locks().holderOf(web), 'shop-folder', 'without a mark nothing is proved');
    await held.release();
  });

  it('stays with another machine for as long as it is touched', async () => {
    const held = await acquire(locks(), web);
    rewrite({ host: 'elsewhere' });
    await new Promise((resolve) => setTimeout(resolve, 400));
    assert.equal(await locks(200).holderOf(web), 'shop-folder');
    await held.release();
  });

  it('is known to be lost by whom it was taken from', async () => {
    const slow = new LockFiles(join(folder, 'locks'), { heartbeatMs: 60_000, silentMs: 300_000, emptyMs: 300 });
    const lost = await acquire(slow, web);
    rewrite({ host: 'elsewhere' });
    await new Promise((resolve) => setTimeout(resolve, 60));
    const held = await acquire(locks(50), web);
    assert.equal(await lost.isHeld(), false);
    await lost.release();
    assert.equal(await held.isHeld(), true);
    await held.release();
  });

  it('says in the words of the system why it cannot be kept', async () => {
    writeFileSync(join(folder, 'locks'), '');
    await assert.rejects(locks().acquire([web], 'me'), /ENOTDIR|EEXIST/);
  });
});
