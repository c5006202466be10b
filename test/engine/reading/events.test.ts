import assert from 'node:assert/strict';
import type { EngineConnection, EngineEvent } from '../../../src/app/ports.js';
import { never, until } from '../support/connection.js';
import type { EngineProject } from '../support/engineProject.js';
import { onEveryEngine } from '../support/engines.js';

onEveryEngine('events of an engine', (engine) => {
  let project: EngineProject;
  let connection: EngineConnection;

  before(async () => {
    connection = await engine().connect();
    const healthcheck = { test: ['CMD', 'true'], interval: '1s', retries: 1 };
    project = await engine().project({ web: { compose: { healthcheck } }, quiet: { compose: {} } });
  });
  after(async () => {
    connection.dispose();
    await project.remove();
  });

  function follow(sinceNano: string | undefined, over: EngineConnection) {
    const controller = new AbortController();
    const events: EngineEvent[] = [];
    let isOpen = false;
    const handlers = {
      onOpen: () => (isOpen = true),
      onEvent: (event: EngineEvent) => {
        if (event.project === project.name) events.push(event);
      },
    };
    const ended = over.followEvents(sinceNano, handlers, controller.signal);
    return { events, opened: () => until('the stream is open', () => isOpen), stop: () => controller.abort(), ended };
  }

  it('tells of the whole life of a replica, without the noise of health checks', async () => {
    const followed = follow(undefined, connection);
    await followed.opened();
    await project.up('web');
    const [id = ''] = await project.containerIds('web');
    const actions = (): string[] => followed.events.map((event) => event.action);
    await until('health_status', () => actions().includes('health_status'));
    await project.removeNow(id);
    await until('destroy', () => actions().includes('destroy'));
    followed.stop();
    assert.equal((await followed.ended).reason, 'cancelled');
    assert.deepEqual(actions(), ['create', 'start', 'health_status', 'kill', 'die', 'destroy']);
    for (const event of followed.events) assert.deepEqual([event.containerId, event.service], [id, 'web']);
  });

  it('loses none when it is taken up again after a break', async () => {
    const first = follow(undefined, connection);
    await first.opened();
    await project.up('quiet');
    await until('start', () => first.events.some((event) => event.action === 'start'));
    first.stop();
    await first.ended;
    const last = first.events.at(-1);
    const [quiet = ''] = await project.containerIds('quiet');
    await project.restartNow(quiet);
    const second = follow(last?.timeNano, connection);
    await until('restart', () => second.events.some((event) => event.action === 'restart'));
    second.stop();
    await second.ended;
    const seen = second.events.map((event) => event.action);
    // Which of `stop` and `die` comes first is not settled.
    assert.deepEqual(seen.filter((action) => action !== 'kill').sort(), ['die', 'restart', 'start', 'start', 'stop']);
    assert.equal(second.events[0]?.timeNano, last?.timeNano);
  });

  it('tells that the signal was there before the stream', async () => {
    const controller = new AbortController();
    controller.abort();
    const handlers = { onOpen: () => assert.fail('opened'), onEvent: () => undefined };
    assert.equal((await connection.followEvents(undefined, handlers, controller.signal)).reason, 'cancelled');
    assert.ok(!never.aborted);
  });
});
