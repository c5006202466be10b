import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EngineConnection } from '../../../src/app/ports.js';
import { createConnector } from '../../../src/engine/main.js';
import { startPrivateEngine, type PrivateEngine } from '../../machine/privateEngine.mjs';
import { composeProject, IDLE, type ComposeProject } from '../support/composeProject.js';
import { contextOf, never, until, value } from '../support/connection.js';

describe('the oldest engine that is supported', () => {
  let engine: PrivateEngine;
  let project: ComposeProject;
  let connection: EngineConnection;

  before(async () => {
    engine = await startPrivateEngine({ version: 'old' });
    connection = value(await createConnector().connect(contextOf(engine.host), never));
    const talk = ['sh', '-c', 'echo out; echo err >&2; exec sleep 100000'];
    project = await composeProject({ web: { command: talk }, quiet: { command: IDLE } }, {}, engine.host);
    await project.compose('up', '--detach', '--scale', 'quiet=8');
  });
  after(async () => {
    connection.dispose();
    await project.remove();
    await engine.stop();
  });

  it('is listed and read like a new one', async () => {
    assert.equal(connection.info.apiVersion, '1.41');
    const records = value(await connection.listContainers(never));
    assert.equal(records.length, 9);
    const ids = records.map((record) => record.containerId);
    const first = await connection.readUsage(ids, never);
    await sleep(500);
    const second = await connection.readUsage(ids, never);
    assert.deepEqual([first.size, second.size], [9, 9]);
    const [id = ''] = await project.containerIds('web');
    const lines = value(await connection.tailLogs(id, 10, never)).map((line) => `${line.stream} ${line.text}`);
    assert.deepEqual(lines.sort(), ['stderr err', 'stdout out']);
  });

  it('has events, a shell, and replicas that can be removed', async () => {
    const [id = ''] = await project.containerIds('web');
    const shell = value(await connection.openShell(id, { columns: 80, rows: 24 }));
    const exits: (number | undefined)[] = [];
    shell.onOutput(() => undefined);
    shell.onExit((code) => exits.push(code));
    shell.write('exit 5\n');
    await until('the exit', () => exits.length > 0);
    assert.deepEqual(exits, [5]);
    const controller = new AbortController();
    const actions: string[] = [];
    let isOpen = false;
    const handlers = {
      onOpen: () => (isOpen = true),
      onEvent: ({ action }: { action: string }) => actions.push(action),
    };
    const following = connection.followEvents(undefined, handlers, controller.signal);
    await until('the stream is open', () => isOpen);
    value(await connection.stopAndRemove(id));
    await until('destroy', () => actions.includes('destroy'));
    controller.abort();
    assert.equal((await following).reason, 'cancelled');
  });
});
