import assert from 'node:assert/strict';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { processMark } from '../../../../src/editor/journal/processMark.js';

describe('processMark', () => {
  const start = (): ChildProcess => spawn('sleep', ['60']);

  it('is the same for one process, however often it is asked, and another for another', async function () {
    if (process.platform === 'win32') return this.skip();
    const child = start();
    try {
      const marks = [await processMark(process.pid), await processMark(process.pid), await processMark(child.pid ?? 0)];
      assert.match(marks[0] ?? '', /\d/);
      assert.equal(marks[0], marks[1]);
      assert.notEqual(marks[0], marks[2]);
    } finally {
      child.kill();
    }
  });

  it('is the time of the start where ps tells it', async function () {
    if (spawnSync('ps', ['-o', 'lstart=', '-p', String(process.pid)]).status !== 0) return this.skip();
    const mark = await processMark(process.pid, 'darwin');
    const startedAt = Date.now() - process.uptime() * 1000;
    assert.ok(Math.abs(Date.parse(`${mark ?? ''} UTC`) - startedAt) < 5000, mark);
  });

  it('is not known of a process that is gone, nor where nobody can be asked', async () => {
    const child = start();
    child.kill('SIGKILL');
    await once(child, 'exit');
    for (const system of ['linux', 'darwin'] as const)
      assert.equal(await processMark(child.pid ?? 0, system), undefined);
    if (process.platform !== 'win32') assert.equal(await processMark(process.pid, 'win32'), undefined);
  });
});
