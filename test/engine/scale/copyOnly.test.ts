import assert from 'node:assert/strict';
import type { EngineConnection } from '../../../src/app/ports.js';
import { createReplicateScaler } from '../../../src/engine/main.js';
import { TINY_IMAGE } from '../../machine/baseImages.mjs';
import { connectToEngine } from '../support/connection.js';
import { ScaleProject } from './scaleProject.js';
import { scaleTo } from './scaleRun.js';
import { service } from './services.js';

/** Images that are tagged, moved and removed: the demo has none that could be. What needs no images is in copying.test.ts, on both. */
describe('scaling by copying where images move', () => {
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
});
