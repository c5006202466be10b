import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { socketFolder, sweepSocketFolders } from '../../../src/demo/socketFolder.js';

const minuteMs = 60_000;

describe("the folder of the demo's socket", function () {
  before(function () {
    if (process.platform === 'win32') this.skip();
  });

  let parent: string;
  beforeEach(() => (parent = mkdtempSync(join(tmpdir(), 'sweep-'))));
  afterEach(() => rmSync(parent, { recursive: true, force: true }));

  const sweep = (): Promise<void> => sweepSocketFolders([parent]);
  const left = (): readonly string[] => readdirSync(parent).sort();

  /** A folder as a demo leaves it whose process was killed. */
  async function killed(): Promise<string> {
    const path = join(mkdtempSync(join(parent, 'scalebook-demo-')), 'demo.sock');
    const code = `require('node:net').createServer().listen(${JSON.stringify(path)}, () => console.log('listens'))`;
    const child = spawn(process.execPath, ['-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await once(child, 'exit');
    assert.ok(lstatSync(path).isSocket());
    return dirname(path);
  }

  it('is swept at the next start, when the process that had it was killed', async () => {
    await killed();
    await killed();
    await sweep();
    assert.deepEqual(left(), []);
  });

  it('stays while somebody listens, and while it is young and has no socket yet', async () => {
    const used = socketFolder([parent]);
    const server = createServer().listen(used.path);
    await once(server, 'listening');
    const young = socketFolder([parent]);
    await sweep();
    assert.deepEqual(left(), [used, young].map(({ path }) => basename(dirname(path))).sort());
    utimesSync(dirname(young.path), 0, (Date.now() - 2 * minuteMs) / 1000);
    await sweep();
    assert.deepEqual(left(), [basename(dirname(used.path))]);
    server.close();
    used.remove();
    young.remove();
    assert.deepEqual(left(), []);
  });

  it('is taken for nothing else: no link is followed, and nothing is lost that the demo did not make', async () => {
    const [dead, elsewhere] = [await killed(), mkdtempSync(join(tmpdir(), 'elsewhere-'))];
    writeFileSync(join(dead, 'notes.txt'), 'mine');
    symlinkSync(elsewhere, join(parent, 'scalebook-demo-link'));
    writeFileSync(join(parent, 'scalebook-demo-file'), '');
    mkdirSync(join(parent, 'scalebook-other'));
    await sweep();
    assert.deepEqual(readdirSync(dead), ['notes.txt']);
    assert.ok(existsSync(elsewhere));
    assert.deepEqual(left(), [basename(dead), 'scalebook-demo-file', 'scalebook-demo-link', 'scalebook-other'].sort());
    rmSync(elsewhere, { recursive: true });
  });

  it('is made where its path is short enough for a socket', () => {
    const deep = join(parent, 'y'.repeat(80));
    mkdirSync(deep);
    const folder = socketFolder([deep, parent]);
    assert.equal(dirname(dirname(folder.path)), parent);
    assert.throws(() => socketFolder([deep]), /too long a path/);
  });

  it('goes with the process that made it', () => {
    const listeners = process.listeners('exit');
    const folder = socketFolder([parent]);
    const [added] = process.listeners('exit').filter((listener) => !listeners.includes(listener));
    assert.ok(added);
    added(0);
    assert.deepEqual(left(), []);
    folder.remove();
    assert.deepEqual(process.listeners('exit'), listeners);
  });
});
