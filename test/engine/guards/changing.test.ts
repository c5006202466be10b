import assert from 'node:assert/strict';
import type { EngineSession } from '../../../src/app/connection/engineSession.js';
import { LiveStore } from '../../../src/app/live/liveStore.js';
import { ChangeRunner } from '../../../src/app/operations/change/changeRunner.js';
import { ScalerSet } from '../../../src/app/operations/change/scalerSet.js';
import { WantedCounts } from '../../../src/app/operations/change/wantedCounts.js';
import type { EngineConnection } from '../../../src/app/ports.js';
import { lockKey } from '../../../src/core/operation/operationLock.js';
import { createComposeScaler, createReplicateScaler, createSwarmScaler } from '../../../src/engine/main.js';
import { systemClock } from '../../../src/editor/clock.js';
import { composeProject, type ComposeProject } from '../support/composeProject.js';
import { connectToEngine, never, until, value } from '../support/connection.js';
import type { EngineProject } from '../support/engineProject.js';
import { onEveryEngineNearby } from '../support/engines.js';
import { noMemory, sessionOn, silentLog } from '../support/session.js';
import { GuardedProject, noLocks } from './guardedProject.js';

/** Carries out changes as the extension does. */
function runnerOn(connection: EngineConnection, store: LiveStore): { runner: ChangeRunner; session: EngineSession } {
  const session = sessionOn(connection.context, store);
  const scalers = new ScalerSet(
    () => Promise.resolve(createReplicateScaler()),
    () => Promise.resolve(createComposeScaler('docker', process.env)),
    () => Promise.resolve(createSwarmScaler()),
  );
  const wanted = new WantedCounts(noMemory);
  return { runner: new ChangeRunner(session, store, scalers, wanted, systemClock, silentLog), session };
}

onEveryEngineNearby('the guard of what is changing', (engine) => {
  let connection: EngineConnection;
  let project: EngineProject;
  let guarded: GuardedProject;

  before(async () => {
    connection = await engine().connect();
    const slowly = 'test -e /tmp/up || { sleep 4; touch /tmp/up; }';
    project = await engine().project({
      web: {
        compose: { healthcheck: { test: ['CMD-SHELL', slowly], interval: '1s', timeout: '20s', retries: 20 } },
        program: { startUpMs: 4000 },
      },
      other: { compose: {} },
    });
    await project.up();
    const [web = ''] = await project.containerIds('web');
    const isHealthy = async (): Promise<boolean> =>
      value(await connection.inspectContainers([web], never)).every(({ health }) => health === 'healthy');
    await until('it is healthy', isHealthy);
    guarded = new GuardedProject(project.name, connection);
  });
  after(async () => {
    await project.remove();
    connection.dispose();
  });

  it('blocks while a change runs in this window, warns while replicas start, and is gone after', async () => {
    const store = new LiveStore();
    const { runner, session } = runnerOn(connection, store);
    try {
      assert.equal(await guarded.guard('changing', 'web', 2, { store }), undefined);
      const run = runner.run(await guarded.plan('web', 2), connection.context.name, never);
      await until('it is created', async () => (await project.containerIds('web')).length === 2);
      const found = (await guarded.guards('web', 3, { store })).flatMap(({ guard }) =>
        guard.guard === 'changing' ? [`${guard.verdict} ${guard.found}`] : [],
      );
      assert.deepEqual(found, ['block operation', 'warn starting']);
      assert.equal((await run)?.outcome?.problem, undefined);
      assert.equal(await guarded.guard('changing', 'web', 3, { store }), undefined);
    } finally {
      session.dispose();
      store.dispose();
    }
  });

  it('blocks while another window holds the service, and says which', async () => {
    const key = lockKey(connection, `compose:${project.name}/web`);
    const holderOf = (asked: string): Promise<string | undefined> =>
      Promise.resolve(asked === key ? 'the other folder' : undefined);
    const found = await guarded.guard('changing', 'web', 3, { locks: { ...noLocks, holderOf } });
    assert.deepEqual([found?.verdict, found?.found === 'operation' && found.holder], ['block', 'the other folder']);
    const other = await guarded.guard('changing', 'other', 0, { locks: { ...noLocks, holderOf } });
    assert.notEqual(other?.found, 'operation');
  });
});

/** The demo starts at once what has ended: it knows no waiting for the next try. */
describe('the guard of what ends again and again', function () {
  this.timeout(90_000);
  let connection: EngineConnection;
  let project: ComposeProject;
  let guarded: GuardedProject;

  before(async () => {
    connection = await connectToEngine();
    project = await composeProject({ looping: { command: ['false'], restart: 'always' } });
    await project.compose('up', '--detach');
    guarded = new GuardedProject(project.name, connection);
  });
  after(async () => {
    await project.remove();
    connection.dispose();
  });

  it('blocks more of what ends again and again, and only warns where it is taken away', async () => {
    const looping = async (target: number) => guarded.guard('changing', 'looping', target);
    await until('it waits for its next start', async () => (await looping(2))?.found === 'restarting', 60_000);
    // The engine waits longer and longer between two starts: by now a minute is in between.
    assert.deepEqual([(await looping(2))?.verdict, (await looping(0))?.verdict], ['block', 'warn']);
  });
});
