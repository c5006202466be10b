import assert from 'node:assert/strict';
import type { EngineConnection } from '../../../src/app/ports.js';
import { bundledRunbook, defaultRunbook } from '../../../src/core/runbook/bundledRunbook.js';
import { freePort } from '../../machine/freePort.mjs';
import type { EngineProject } from '../support/engineProject.js';
import { onEveryEngineNearby } from '../support/engines.js';
import { GuardedProject } from './guardedProject.js';

onEveryEngineNearby('guards of what a replica is', (engine) => {
  let connection: EngineConnection;
  let project: EngineProject;
  let guarded: GuardedProject;
  const verdicts = async (service: string, target = 2): Promise<Readonly<Record<string, string>>> => {
    const { guards } = await guarded.plan(service, target);
    return Object.fromEntries(guards.map(({ guard, verdict }) => [guard, verdict]));
  };

  before(async () => {
    connection = await engine().connect();
    project = await engine().project({
      plain: { compose: { healthcheck: { test: ['CMD', 'true'], interval: '1s' } } },
      ported: { compose: { ports: [`127.0.0.1:${await freePort()}:80`] } },
      ranged: { compose: { ports: ['80'] } },
      named: { compose: { container_name: `scalebook-test-${process.pid}` } },
    });
    await project.up();
    guarded = new GuardedProject(project.name, connection);
  });
  after(async () => {
    await project.remove();
    connection.dispose();
  });

  it('pass a replica that nothing hinders, with its health checked', async () => {
    assert.deepEqual(await verdicts('plain'), { limits: 'pass', 'host-ports': 'pass', 'health-check': 'pass' });
    assert.deepEqual(await verdicts('ranged'), { limits: 'pass', 'host-ports': 'pass', 'health-check': 'warn' });
  });

  it('block a fixed port and a container_name before anything is created', async () => {
    assert.equal((await verdicts('ported'))['host-ports'], 'block');
    assert.equal((await verdicts('named'))['container-name'], 'block');
    for (const service of ['ported', 'named']) assert.equal((await project.containerIds(service)).length, 1);
  });

  it('block a count outside of the limits', async () => {
    assert.equal((await verdicts('plain', 51))['limits'], 'block');
  });

  it('block what the runbook does not name, and what there is no replica to copy of', async () => {
    const [entry] = bundledRunbook.services;
    assert.ok(entry);
    const runbook = { ...defaultRunbook, otherServices: undefined, services: [{ ...entry, name: 'absent' }] };
    const blocking = async (...asked: Parameters<typeof guarded.plan>): Promise<readonly string[]> =>
      (await guarded.plan(...asked)).guards.flatMap(({ guard, verdict }) => (verdict === 'block' ? [guard] : []));
    assert.deepEqual(await blocking('plain', 2, { runbook }), ['in-runbook']);
    assert.deepEqual(await blocking('absent', 1, { runbook, preference: 'replicate' }), ['scaler']);
    assert.deepEqual(await blocking('absent', 1, { runbook }), [], 'Compose makes the first one');
  });

  it('of a protected context ask for its name, and of no other', async () => {
    const { name } = connection.context;
    const asked = await guarded.guard('protected-context', 'plain', 2, { protectedContexts: [`${name.slice(0, 2)}*`] });
    assert.deepEqual([asked?.verdict, asked?.needsName, asked?.context], ['warn', true, name]);
    assert.equal(await guarded.guard('protected-context', 'plain', 2, { protectedContexts: ['prod-*'] }), undefined);
  });
});
