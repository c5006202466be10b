import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EngineConnection } from '../../../src/app/ports.js';
import { never, until, value } from '../support/connection.js';
import type { EngineProject } from '../support/engineProject.js';
import { onEveryEngine } from '../support/engines.js';

onEveryEngine('usage of containers', (engine) => {
  let project: EngineProject;
  let connection: EngineConnection;

  before(async () => {
    connection = await engine().connect();
    project = await engine().project({
      spinner: {
        compose: { command: ['sh', '-c', 'while :; do :; done'], cpus: 0.5, mem_limit: '48M' },
        program: { cores: () => 0.5 },
      },
      idle: { compose: {}, replicas: 2 },
      ended: { compose: { command: ['true'] }, program: { ends: { afterMs: 0, exitCode: 0 } } },
    });
    await project.up();
    const ended = await project.containerIds('ended');
    const hasEnded = async (): Promise<boolean> =>
      value(await connection.inspectContainers(ended, never)).every(({ state }) => state === 'exited');
    await until('it has ended', hasEnded);
  });
  after(async () => {
    connection.dispose();
    await project.remove();
  });

  it('shows half a CPU of a spinner that may use half a CPU', async () => {
    const [spinner = ''] = await project.containerIds('spinner');
    const idle = await project.containerIds('idle');
    const [ended = ''] = await project.containerIds('ended');
    const ids = [spinner, ...idle, ended, 'f'.repeat(64)];
    let before = await connection.readUsage(ids, never);
    await sleep(2000);
    let after = await connection.readUsage(ids, never);
    // One that does not run and one that does not exist have none.
    assert.deepEqual(new Set(after.keys()), new Set([spinner, ...idle]));
    const cpus = (id: string): number => {
      const [from, to] = [before.get(id), after.get(id)];
      assert.ok(from && to && to.systemNs !== undefined && from.systemNs !== undefined);
      const share = (to.cpuNs - from.cpuNs) / (to.systemNs - from.systemNs);
      return share * to.onlineCpus;
    };
    // A machine that is busy with other things may not let the spinner have its half at once; more than half it never gets.
    for (let tries = 0; tries < 15 && cpus(spinner) <= 0.35; tries++) {
      assert.ok(cpus(spinner) < 0.6, `spinner ${cpus(spinner)}`);
      before = after;
      await sleep(2000);
      after = await connection.readUsage(ids, never);
    }
    assert.ok(cpus(spinner) > 0.35 && cpus(spinner) < 0.6, `spinner ${cpus(spinner)}`);
    for (const id of idle) assert.ok(cpus(id) < 0.1, `idle ${cpus(id)}`);
    const sample = after.get(spinner);
    assert.equal(sample?.memoryLimitBytes, 48 * 1024 * 1024);
    assert.ok(sample.memoryBytes !== undefined && sample.memoryBytes < 10 * 1024 * 1024);
    assert.ok(Math.abs(sample.readAt - Date.now()) < 5000);
  });

  it('reads none when it is cancelled', async () => {
    const controller = new AbortController();
    controller.abort();
    assert.equal((await connection.readUsage(await project.containerIds('idle'), controller.signal)).size, 0);
  });
});
