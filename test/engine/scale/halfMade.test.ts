import assert from 'node:assert/strict';
import type { EngineConnection } from '../../../src/app/ports.js';
import { createReplicateScaler } from '../../../src/engine/main.js';
import { cloneBody } from '../../../src/engine/scale/replicate/cloneBody.js';
import { engineLinkOf } from '../../../src/engine/scale/engineLinkOf.js';
import { connectToEngine, value } from '../support/connection.js';
import { ScaleProject } from './scaleProject.js';
import { carryOutPlan, planTo } from './scaleRun.js';
import { service } from './services.js';

/** Of an engine that takes one network at creation, so that the others are still missing. */
const oneNetwork = '1.41';

describe('a replica that was half made when somebody was killed', () => {
  let connection: EngineConnection;
  let project: ScaleProject;

  before(async () => {
    connection = await connectToEngine();
    project = await ScaleProject.open(connection, { HALF_MADE_TOKEN: 's3cret' });
    project.write({
      services: { web: service({ secrets: ['token'], networks: { front: {}, back: { aliases: ['shop'] } } }) },
      secrets: { token: { environment: 'HALF_MADE_TOKEN' } },
      networks: { front: {}, back: {} },
    });
    await project.compose('up', '--detach');
  });
  after(async () => {
    await project.close();
    connection.dispose();
  });

  /** As the scaler creates it, and ended there. */
  async function halfMade(number: number): Promise<void> {
    const [source] = await project.records('web');
    const name = `${project.name}-web-${number}`;
    value(
      await engineLinkOf(connection).call({}, async (docker) => {
        const inspected = await docker.getContainer(source?.containerId ?? '').inspect();
        const { body } = cloneBody(inspected, { number, name, apiVersion: oneNetwork, imageNameHolds: true });
        await docker.createContainer({ ...body });
      }),
    );
  }

  async function start(number: number): Promise<void> {
    const found = (await project.records('web')).find((record) => record.number === number);
    assert.equal(found?.state, 'created');
    const { name, containerId } = found;
    const plan = {
      ...(await planTo(project, 'web', 2)),
      steps: [{ kind: 'start', number, name, containerId } as const],
    };
    const { outcome } = await carryOutPlan(project, createReplicateScaler(), plan);
    assert.ok(outcome.ok, outcome.ok ? '' : outcome.error.failure.detail);
  }

  const networksOf = async (number: number) => (await project.inspect('web', number)).NetworkSettings.Networks;

  it('gets its secrets and its networks before it is started', async () => {
    await halfMade(2);
    await start(2);
    const secret = await project.docker('exec', `${project.name}-web-2`, 'cat', '/run/secrets/token');
    assert.equal(secret, 's3cret');
    const networks = await networksOf(2);
    assert.deepEqual(Object.keys(networks).sort(), Object.keys(await networksOf(1)).sort());
    assert.ok(networks[`${project.name}_back`]?.Aliases?.includes('shop'));
    assert.notEqual(networks[`${project.name}_back`]?.IPAddress, '');
  });

  it('is started as it is where no other of its definition runs', async () => {
    await halfMade(3);
    await project.docker('stop', '--time', '1', `${project.name}-web-1`, `${project.name}-web-2`);
    await start(3);
    assert.equal((await project.records('web')).find(({ number }) => number === 3)?.state, 'running');
  });
});
