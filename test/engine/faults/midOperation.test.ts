import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { TINY_IMAGE } from '../../machine/baseImages.mjs';
import { ensureDockerEngine } from '../../machine/dockerEngine.mjs';
import { composeProject, IDLE, type ComposeProject } from '../support/composeProject.js';
import { Operator, told } from './runningOperation.js';

const unready = { test: ['CMD', 'false'], interval: '1s', start_period: '60s' };
const ownImage = `scalebook-test/going-${randomBytes(4).toString('hex')}:1`;

describe('an operation whose ground is taken away', function () {
  this.timeout(60_000);
  let host: string;
  let project: ComposeProject;
  let operator: Operator;

  before(async () => {
    ({ host } = await ensureDockerEngine());
    const quick = { command: IDLE, stop_grace_period: '0s' };
    const networks = ['near', 'far'];
    project = await composeProject(
      {
        web: { ...quick, healthcheck: unready },
        api: quick,
        slow: { command: IDLE, init: false, stop_grace_period: '3s' },
        netted: { ...quick, networks },
        imaged: { ...quick, image: ownImage, pull_policy: 'never' },
      },
      { networks: { near: {}, far: {} } },
    );
    const made = (await project.docker('create', TINY_IMAGE, 'true')).trim();
    await project.docker('commit', '--message', ownImage, made, ownImage);
    await project.docker('rm', made);
    await project.compose('up', '--detach', '--scale', 'api=3', '--scale', 'slow=2');
  });
  after(async () => {
    await project.remove();
    await project.docker('rmi', '--force', ownImage).catch(() => undefined);
  });
  beforeEach(() => (operator = new Operator(host, project)));
  afterEach(() => operator.stop());

  const states = async (service: string): Promise<readonly string[]> => {
    const ids = await project.containerIds(service);
    const found = await Promise.all(ids.map((id) => project.docker('inspect', '--format', '{{.State.Status}}', id)));
    return found.map((state) => state.trim());
  };

  it('a new replica that somebody removes while it becomes healthy is said to be gone', async () => {
    const { store } = operator.pieces;
    const running = operator.run({ counts: { web: 2 } });
    const listener = store.onDidChange(({ changes }) => {
      const [step] = changes.flatMap(({ steps }) => steps);
      if (step?.phase !== 'waiting-for-health' || step.containerId === undefined) return;
      listener.dispose();
      void project.docker('rm', '--force', step.containerId);
    });
    const operation = await running;
    told(
      operation,
      /^web-2 is gone: something else removed it\. web has 1 replica now\. See what Diagnose finds\. Then resume it\.$/,
    );
    assert.deepEqual(operator.steps, ['web-2 create begun', 'web-2 create failed']);
    assert.deepEqual(operation.outcome?.counts, { web: 1 });
  });

  it('a replica that vanishes before its turn to be restarted stops the restart there', async () => {
    const [, second = ''] = await project.containerIds('api');
    operator.onStep = async ({ phase }) => {
      operator.onStep = () => undefined;
      if (phase === 'begun') await project.docker('rm', '--force', second);
    };
    const operation = await operator.run({ restart: ['api'] });
    told(operation, /api-2 could not be restarted\. The engine no longer knows it: .*No such container/);
    assert.deepEqual(operator.steps, [
      ...['api-1 restart begun', 'api-1 restart done', 'api-2 restart begun', 'api-2 restart failed'],
    ]);
    assert.deepEqual([operation.outcome?.counts, await states('api')], [{}, ['running', 'running']]);
  });

  it('a replica that vanishes while it is being removed is removed', async () => {
    const [, second = ''] = await project.containerIds('slow');
    operator.onStep = ({ phase }) => {
      if (phase === 'begun') void project.docker('rm', '--force', second);
    };
    const operation = await operator.run({ counts: { slow: 1 } });
    assert.deepEqual([operation.outcome?.result, operation.outcome?.counts], ['done', { slow: 1 }]);
    assert.deepEqual(operator.steps, ['slow-2 remove begun', 'slow-2 remove done']);
  });

  it('a network that is gone lets no replica be half made, and the engine says which', async () => {
    const ids = await project.containerIds('netted');
    // What is stopped holds on to no network, and still names it.
    await project.docker('stop', '--time', '0', ...ids);
    await project.docker('network', 'rm', `${project.name}_far`);
    const operation = await operator.run({ counts: { netted: 3 } });
    told(operation, /netted-\d could not be started\. The engine no longer knows it: .*network \S+ not found/);
    assert.deepEqual([await project.containerIds('netted'), operation.outcome?.counts], [ids, { netted: 1 }]);
    assert.deepEqual(operator.doneIds, []);
  });

  it('an image whose name is gone is copied from by what runs', async () => {
    await project.docker('rmi', '--force', ownImage);
    const operation = await operator.run({ counts: { imaged: 2 } });
    assert.deepEqual([operation.outcome?.result, operation.outcome?.counts], ['done', { imaged: 2 }]);
  });

  it('an image that is gone altogether makes no replica, and docker compose says so too', async () => {
    const ids = await project.containerIds('imaged');
    const image = await project.docker('inspect', '--format', '{{.Image}}', ids[0] ?? '');
    await project.docker('stop', '--time', '0', ...ids);
    await project.docker('rmi', '--force', image.trim());
    const operation = await operator.run({ counts: { imaged: 3 } });
    told(operation, /imaged-3 could not be started\. The engine no longer knows it: .*No such image/i);
    assert.deepEqual(await project.containerIds('imaged'), ids);
    const composed = new Operator(host, project, 'compose');
    const other = await composed.run({ counts: { imaged: 3 } });
    composed.stop();
    told(other, /No such image|not found|pull access denied|manifest/i);
    assert.deepEqual(await project.containerIds('imaged'), ids);
  });
});
