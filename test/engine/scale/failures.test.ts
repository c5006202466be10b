import assert from 'node:assert/strict';
import type { EngineConnection } from '../../../src/app/ports.js';
import { connectToEngine } from '../support/connection.js';
import { TINY_IMAGE } from '../../machine/baseImages.mjs';
import { scalers } from './scalers.js';
import { ScaleProject } from './scaleProject.js';
import { assertDone, carryOutPlan, failureOf, planTo, scaleTo } from './scaleRun.js';
import { LOOP, service } from './services.js';

const CRASHES_UNLESS_FIRST = `mkdir /shared/taken 2>/dev/null || exit 1; ${LOOP}`;

describe('scaling that goes wrong', () => {
  let connection: EngineConnection;
  before(async () => {
    connection = await connectToEngine();
  });
  after(() => connection.dispose());

  for (const { name, scaler } of scalers()) {
    describe(name, () => {
      let project: ScaleProject;
      beforeEach(async () => {
        project = await ScaleProject.open(connection);
      });
      afterEach(() => project.close());

      const up = (definition: Readonly<Record<string, unknown>>, more: Readonly<Record<string, unknown>> = {}) => {
        project.write({ services: { web: definition }, ...more });
        return project.compose('up', '--detach');
      };

      it('leaves nothing half made when the host port is taken, and passes on the words of the engine', async () => {
        await up(service({ ports: ['19421:80'] }));
        const before = await project.ids();
        const run = await carryOutPlan(project, scaler, await planTo(project, 'web', 3));
        const { step, failure } = failureOf(run);
        assert.equal(failure.reason, 'refused');
        assert.match(failure.detail, /19421.* port is already allocated/);
        assert.equal(step?.kind, 'create');
        assert.deepEqual(await project.ids(), before);
        assert.equal(
          run.told.some((line) => line.startsWith('done')),
          false,
        );
      });

      it('keeps the replicas that did start when a later one cannot', async () => {
        await up(service({ ports: ['19422-19423:80'] }));
        const run = await carryOutPlan(project, scaler, await planTo(project, 'web', 4));
        assert.match(failureOf(run).failure.detail, /all ports are allocated/);
        const states = (await project.records('web')).map(({ state }) => state);
        assert.deepEqual(states, ['running', 'running']);
        assert.equal(run.told.filter((line) => line.startsWith('done')).length, 1);
      });

      it('says conflict when somebody else has the name', async () => {
        await up(service());
        const other = await project.docker('create', '--name', `${project.name}-web-2`, TINY_IMAGE);
        try {
          const { failure } = failureOf(await carryOutPlan(project, scaler, await planTo(project, 'web', 2)));
          assert.equal(failure.reason, 'conflict');
          assert.match(failure.detail, /already in use/);
          assert.equal((await project.records('web')).length, 1);
        } finally {
          await project.docker('rm', '--force', other.trim());
        }
      });

      it('counts a replica that ends at once as started: how it fares is for others to judge', async () => {
        const command = ['sh', '-c', CRASHES_UNLESS_FIRST];
        await up(service({ command, volumes: ['shared:/shared'] }), { volumes: { shared: {} } });
        const run = await carryOutPlan(project, scaler, await planTo(project, 'web', 2));
        assertDone(run);
        assert.equal((await project.records('web')).length, 2);
      });

      it('leaves only whole replicas when it is stopped in the middle', async () => {
        await up(service());
        const stopper = new AbortController();
        const plan = await planTo(project, 'web', 6);
        let [begun, done] = [0, 0];
        const run = await carryOutPlan(project, scaler, plan, stopper.signal, (line) => {
          if (line.startsWith('begun')) begun += 1;
          if (line.startsWith('done')) done += 1;
          // Copying ends each replica before the next; Compose creates all and then starts one after the other.
          if (done === 1 || begun === 5) stopper.abort();
        });
        const { step, failure } = failureOf(run);
        assert.deepEqual([step, failure.reason], [undefined, 'cancelled']);
        const left = await project.records('web');
        assert.ok(left.length < 6, `${left.length} replicas`);
        assert.deepEqual([...new Set(left.map(({ state }) => state))], ['running']);
        assert.equal(left.length, 1 + done);
        await scaleTo(project, scaler, 'web', left.length + 1);
      });
    });
  }
});
