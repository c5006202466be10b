import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import type { EngineConnection } from '../../../src/app/ports.js';
import { createComposeScaler } from '../../../src/engine/main.js';
import { connectToEngine } from '../support/connection.js';
import { ScaleProject } from './scaleProject.js';
import { carryOutPlan, failureOf, planTo, scaleTo } from './scaleRun.js';
import { service } from './services.js';

describe('scaling by docker compose', () => {
  const scaler = createComposeScaler('docker', process.env);
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

  const origin = async () => (await project.records()).at(0)?.origin;

  it('needs no replica to copy: it goes from none to two', async () => {
    project.write({ services: { web: service(), db: service() } });
    await project.compose('up', '--detach', '--scale', 'web=0');
    assert.equal((await project.records('web')).length, 0);
    await scaleTo(project, scaler, 'web', 2);
    assert.deepEqual(
      (await project.records('web')).map(({ state }) => state),
      ['running', 'running'],
    );
    await scaleTo(project, scaler, 'web', 0);
    assert.equal((await project.records('web')).length, 0);
    assert.equal((await project.records('db')).length, 1);
  });

  for (const target of [3, 1]) {
    it(`refuses and does nothing when the file has changed since (2 to ${target})`, async () => {
      project.write({ services: { web: service({ environment: { LEVEL: '1' } }) } });
      await project.compose('up', '--detach', '--scale', 'web=2');
      const before = await project.ids();
      project.write({ services: { web: service({ environment: { LEVEL: '2' } }) } });
      const { failure } = failureOf(await carryOutPlan(project, scaler, await planTo(project, 'web', target)));
      assert.equal(failure.reason, 'conflict');
      assert.match(failure.detail, /would recreate .*-web-\d.*Nothing was done/);
      assert.deepEqual(await project.ids(), before);
    });
  }

  it('sees the change too where a rehearsal fails over secrets from the environment', async () => {
    const withLevel = (LEVEL: string) => ({
      services: { web: service({ environment: { LEVEL }, secrets: ['token'] }) },
      secrets: { token: { environment: 'PATH' } },
    });
    project.write(withLevel('1'));
    await project.compose('up', '--detach');
    const before = await project.ids();
    project.write(withLevel('2'));
    const { failure } = failureOf(await carryOutPlan(project, scaler, await planTo(project, 'web', 2)));
    assert.match(failure.detail, /would recreate .*-web-1.*Nothing was done/);
    assert.deepEqual(await project.ids(), before);
  });

  it('refuses when Compose would remove another replica than the plan', async () => {
    project.write({ services: { web: service() } });
    await project.compose('up', '--detach', '--scale', 'web=2');
    const [first] = await project.records('web');
    const plan = await planTo(project, 'web', 1);
    const { number = 0, name = '', containerId = '' } = first ?? {};
    const run = await carryOutPlan(project, scaler, {
      ...plan,
      steps: [{ kind: 'remove', number, name, containerId }],
    });
    assert.match(failureOf(run).failure.detail, /-web-2, which the plan does not name/);
    assert.equal((await project.records('web')).length, 2);
  });

  it('refuses to start a replica that the plan leaves stopped', async () => {
    project.write({ services: { web: service() } });
    await project.compose('up', '--detach', '--scale', 'web=2');
    await project.docker('stop', '--time', '1', `${project.name}-web-2`);
    const run = await carryOutPlan(project, scaler, await planTo(project, 'web', 3));
    assert.match(failureOf(run).failure.detail, /would also start .*-web-2/);
    assert.deepEqual(
      (await project.records('web')).map(({ state }) => state),
      ['running', 'exited'],
    );
  });

  it("passes on Compose's own words when the file is broken", async () => {
    project.write({ services: { web: service() } });
    await project.compose('up', '--detach');
    project.write({ services: { web: service({ networks: ['nowhere'] }) } });
    const { failure } = failureOf(await carryOutPlan(project, scaler, await planTo(project, 'web', 2)));
    assert.equal(failure.reason, 'refused');
    assert.match(failure.detail, /undefined network nowhere/);
  });

  it('says when it can be used and why not', async () => {
    project.write({ services: { web: service() } });
    await project.compose('up', '--detach');
    const known = await origin();
    assert.equal(await scaler.whyNot(connection, known, project.name), undefined);
    assert.match((await scaler.whyNot(connection, undefined, project.name)) ?? '', /files of .* are not known/);
    const absent = createComposeScaler('/nowhere/docker', process.env);
    assert.match((await absent.whyNot(connection, known, project.name)) ?? '', /could not be run on this machine/);
    rmSync(project.file);
    assert.match(
      (await scaler.whyNot(connection, known, project.name)) ?? '',
      /compose\.json, which .* is not on this machine/,
    );
    project.write({ services: { web: service() } });
  });
});
