import assert from 'node:assert/strict';
import type { EngineConnection } from '../../../src/app/ports.js';
import { createReplicateScaler } from '../../../src/engine/main.js';
import { TINY_IMAGE } from '../../machine/baseImages.mjs';
import { connectToEngine } from '../support/connection.js';
import { ScaleProject } from './scaleProject.js';
import { carryOutPlan, failureOf, planTo, scaleTo } from './scaleRun.js';
import { service } from './services.js';

describe('scaling by copying', () => {
  const scaler = createReplicateScaler();
  let connection: EngineConnection;
  let project: ScaleProject;
  before(async () => {
    connection = await connectToEngine();
  });
  after(() => connection.dispose());
  beforeEach(async () => {
    project = await ScaleProject.open(connection);
  });
  afterEach(() => project.close());

  it('stays on the image that runs when its name has moved on or is gone', async () => {
    const image = `${project.name}:1`;
    await project.docker('tag', TINY_IMAGE, image);
    project.write({ services: { web: service({ image }) } });
    await project.compose('up', '--detach');
    await project.docker('rmi', image);
    await scaleTo(project, scaler, 'web', 2);
    const [first, second] = [await project.inspect('web', 1), await project.inspect('web', 2)];
    assert.equal(second.Image, first.Image);
    assert.equal(second.Config.Labels['com.docker.compose.image'], first.Config.Labels['com.docker.compose.image']);
  });

  it('starts a replica that is stopped', async () => {
    project.write({ services: { web: service() } });
    await project.compose('up', '--detach', '--scale', 'web=2');
    await project.docker('stop', '--time', '1', `${project.name}-web-2`);
    const [, stopped] = await project.records('web');
    assert.ok(stopped);
    assert.equal(stopped.state, 'exited');
    const plan = await planTo(project, 'web', 2);
    const { number, name, containerId } = stopped;
    const run = await carryOutPlan(project, scaler, { ...plan, steps: [{ kind: 'start', number, name, containerId }] });
    assert.deepEqual(run.told, ['begun start 2', 'done start 2']);
    assert.deepEqual(
      (await project.records('web')).map(({ state }) => state),
      ['running', 'running'],
    );
  });

  it('says not found when the replica to copy is gone', async () => {
    project.write({ services: { web: service() } });
    await project.compose('up', '--detach');
    const plan = await planTo(project, 'web', 2);
    const run = await carryOutPlan(project, scaler, { ...plan, sourceContainerId: '0'.repeat(64) });
    assert.equal(failureOf(run).failure.reason, 'not-found');
    assert.equal((await project.records('web')).length, 1);
  });
});
