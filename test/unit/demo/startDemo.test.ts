import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, statSync, utimesSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Demo } from '../../../src/demo/demo.js';
import { startDemo } from '../../../src/demo/main.js';
import { systemClock } from '../../../src/demo/time.js';

describe('starting the demo', () => {
  it('opens a socket that nobody else can open, and leaves nothing behind', async function () {
    if (process.platform === 'win32') return this.skip();
    const demo = await startDemo();
    assert.ok(demo.endpoint.transport === 'unix');
    const { path } = demo.endpoint;
    assert.equal(statSync(dirname(path)).mode & 0o777, 0o700);
    await new Promise<void>((resolve, reject) => {
      const socket = connect(path, () => resolve(void socket.destroy()));
      socket.once('error', reject);
    });
    const { port } = new URL(demo.runbook.prometheus?.url ?? '');
    demo.dispose();
    assert.equal(existsSync(dirname(path)), false);
    await assert.rejects(fetch(`http://127.0.0.1:${port}/backend/health`));
  });

  it('leaves no port open where it cannot open its socket', async () => {
    const servers = async (): Promise<number> => {
      // A handle is gone a turn after it was closed.
      await new Promise((resolve) => setImmediate(resolve));
      return process.getActiveResourcesInfo().filter((name) => name === 'TCPServerWrap').length;
    };
    const before = await servers();
    const path = '/nowhere/that/there/is/demo.sock';
    await assert.rejects(Demo.open({ path, clock: systemClock, seed: 1, speed: 1, pulseMs: undefined }));
    assert.equal(await servers(), before);
  });

  it('sweeps what a killed one left', async function () {
    if (process.platform === 'win32') return this.skip();
    const dead = mkdtempSync(join(tmpdir(), 'scalebook-demo-'));
    utimesSync(dead, 0, Date.now() / 1000 - 120);
    const demo = await startDemo();
    assert.equal(existsSync(dead), false);
    demo.dispose();
  });

  it('gives each its own', async () => {
    const both = [await startDemo(), await startDemo()];
    const [first, second] = both.map(({ endpoint, runbook }) => [endpoint.raw, runbook.prometheus?.url]);
    assert.notEqual(first?.[0], second?.[0]);
    assert.notEqual(first?.[1], second?.[1]);
    for (const demo of both) demo.dispose();
  });
});
