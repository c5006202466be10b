import assert from 'node:assert/strict';
import { ContainerStore } from '../../../src/demo/containers/containerStore.js';
import { idleProgram } from '../../../src/demo/containers/program.js';
import { Random } from '../../../src/demo/load/random.js';
import { DemoTime } from '../../../src/demo/time.js';

describe('containers of the demo', () => {
  let store: ContainerStore;
  /** Lets a sleep of the store end. */
  let wake: () => void;

  beforeEach(() => {
    const sleep = (): Promise<void> => new Promise((resolve) => (wake = resolve));
    const time = new DemoTime({ now: () => 1e12, monotonic: () => 0, sleep }, 1);
    store = new ContainerStore(time, new Random(1), () => idleProgram);
    store.addImage('a:1');
  });

  const run = (name: string, more = {}) => {
    const HostConfig = { RestartPolicy: { Name: 'always' }, PortBindings: { '80/tcp': [{ HostPort: '8080' }] } };
    const container = store.create(name, { Image: 'a:1', HostConfig, ...more });
    store.start(container);
    return container;
  };

  it('do not come back when they were removed while they were being restarted', async () => {
    const first = run('first');
    const restarting = store.restart(first, 10);
    store.remove(first, { force: true, volumes: true });
    wake();
    await assert.rejects(restarting, /No such container/);
    assert.deepEqual(store.all, []);
    run('second');
    assert.equal(store.running.length, 1, 'and their port is free');
  });

  it('stay ended, with the reason, when the kernel ends them and the disk is full', () => {
    const first = run('first');
    store.isFull = true;
    store.killForMemory(first);
    assert.deepEqual([first.state, first.exitCode, first.oomKilled], ['exited', 137, true]);
    assert.match(first.error, /no space left on device/);
    store.isFull = false;
    store.start(first);
    assert.deepEqual([first.state, first.error], ['running', '']);
  });

  it('get a name where none is given', () => {
    assert.match(run('').name, /^demo_[0-9a-f]{12}$/);
  });
});
