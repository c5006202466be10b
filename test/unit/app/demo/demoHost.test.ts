import assert from 'node:assert/strict';
import { DemoHost } from '../../../../src/app/demo/demoHost.js';
import type { EngineConnector } from '../../../../src/app/ports.js';
import type { DockerContext } from '../../../../src/core/connection/dockerContext.js';
import type { DemoEngine } from '../../../../src/core/demo/demoEngine.js';
import { demoContext } from '../../../../src/core/demo/demoContext.js';
import { bundledRunbook } from '../../../../src/core/runbook/bundledRunbook.js';
import { fail } from '../../../../src/util/result.js';
import { dockerContext } from '../support/world.js';

const never = new AbortController().signal;

function setup(start?: () => Promise<DemoEngine>) {
  const asked: DockerContext[] = [];
  const log: string[] = [];
  const connector: EngineConnector = {
    connect(context) {
      asked.push(context);
      return Promise.resolve(fail({ reason: 'no-engine', address: context.endpoint.raw, detail: 'of the test' }));
    },
  };
  const make = (): Promise<DemoEngine> => {
    log.push('started');
    return Promise.resolve({
      endpoint: { transport: 'unix', path: '/private/demo.sock', raw: 'unix:///private/demo.sock' },
      runbook: bundledRunbook,
      play: (id) => void log.push(`played ${id}`),
      dispose: () => void log.push('ended'),
    });
  };
  const host = new DemoHost(() => Promise.resolve(connector), start ?? make);
  host.onDidChange(() => log.push(host.isRunning ? 'told that it runs' : 'told that it ended'));
  return { host, asked, log };
}

describe('the host of the demo', () => {
  it('starts nothing for a context of Docker', async () => {
    const { host, asked, log } = setup();
    await host.connect(dockerContext('default'), never);
    assert.deepEqual([asked, log, host.runbooks], [[dockerContext('default')], [], []]);
    assert.equal(host.play('monday-spike'), false);
  });

  it('starts the demo once, connects to where it listens, and has its runbook in force', async () => {
    const { host, asked, log } = setup();
    await Promise.all([host.connect(demoContext, never), host.connect(demoContext, never)]);
    await host.connect(demoContext, never);
    assert.deepEqual(log, ['started', 'told that it runs']);
    for (const context of asked)
      assert.deepEqual([context.name, context.endpoint.raw], [demoContext.name, 'unix:///private/demo.sock']);
    assert.deepEqual(
      host.runbooks.map(({ runbook }) => runbook),
      [bundledRunbook],
    );
    assert.equal(host.play('quiet-night'), true);
    assert.equal(log.at(-1), 'played quiet-night');
  });

  it('ends it when another context is connected to, and starts a new one afterwards', async () => {
    const { host, log } = setup();
    await host.connect(demoContext, never);
    await host.connect(dockerContext('default'), never);
    assert.deepEqual(log.splice(0), ['started', 'told that it runs', 'ended', 'told that it ended']);
    assert.deepEqual(host.runbooks, []);
    await host.connect(demoContext, never);
    host.dispose();
    assert.deepEqual(log, ['started', 'told that it runs', 'ended', 'told that it ended']);
  });

  it('ends one that was left while it started', async () => {
    let finish: (engine: DemoEngine) => void = () => assert.fail('not started');
    const { host, log } = setup(() => new Promise((resolve) => (finish = resolve)));
    const connecting = host.connect(demoContext, never);
    await new Promise((resolve) => setImmediate(resolve));
    host.end();
    finish({
      endpoint: { transport: 'unix', path: '/private/demo.sock', raw: '' },
      runbook: bundledRunbook,
      play: () => assert.fail('nobody sees it'),
      dispose: () => void log.push('ended'),
    });
    await connecting;
    assert.deepEqual(log, ['ended']);
    assert.equal(host.isRunning, false);
  });

  it('tells why it cannot be started, and tries again the next time', async () => {
    let tries = 0;
    const { host } = setup(() => {
      tries += 1;
      return Promise.reject(new Error('no place for a socket'));
    });
    for (const expected of [1, 2]) {
      const connected = await host.connect(demoContext, never);
      assert.equal(connected.ok ? '' : connected.error.detail, 'no place for a socket');
      assert.equal(tries, expected);
    }
  });

  it('has another runbook in force where a scenario brings one, and tells of it', async () => {
    const night = { ...bundledRunbook, dashboards: [] };
    let runbook = bundledRunbook;
    const { host, log } = setup(() =>
      Promise.resolve({
        endpoint: { transport: 'unix', path: '/private/demo.sock', raw: 'unix:///private/demo.sock' },
        get runbook() {
          return runbook;
        },
        play: (id) => (runbook = id === 'quiet-night' ? night : bundledRunbook),
        dispose: () => undefined,
      }),
    );
    await host.connect(demoContext, never);
    const inForce = (): readonly unknown[] => host.runbooks.map((loaded) => loaded.runbook);
    const told = (): number => log.length;
    assert.deepEqual([inForce()[0] === bundledRunbook, told()], [true, 1]);
    host.play('monday-spike');
    assert.deepEqual([inForce()[0] === bundledRunbook, told()], [true, 1], 'the same, and nothing to tell');
    host.play('quiet-night');
    assert.deepEqual([inForce()[0] === night, told()], [true, 2]);
    host.play('monday-spike');
    assert.deepEqual([inForce()[0] === bundledRunbook, told()], [true, 3]);
  });
});
