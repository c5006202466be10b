import assert from 'node:assert/strict';
import type { EngineConnection } from '../../../src/app/ports.js';
import type { EngineFailure } from '../../../src/core/connection/engineFailure.js';
import { planScale } from '../../../src/core/scaling/planScale.js';
import { buildSnapshot } from '../../../src/core/stack/snapshot.js';
import { emptySnapshot } from '../../../src/core/stack/stack.js';
import type { Asked } from '../../../src/demo/faults/fault.js';
import { createConnector, createReplicateScaler } from '../../../src/engine/main.js';
import type { Result } from '../../../src/util/result.js';
import { LivePieces } from '../policy/livePieces.js';
import { contextOf, never, until, value } from '../support/connection.js';
import { demoEngine } from '../support/engines.js';

const isList = ({ path }: Asked): boolean => path === '/containers/json';
const isInspect = ({ path }: Asked): boolean => /^\/containers\/[^/]+\/json$/.test(path) && path !== '/containers/json';
const failureOf = (result: Result<unknown, EngineFailure>): EngineFailure =>
  result.ok ? assert.fail('it should have failed') : result.error;

describe('faults of an engine, on command', function () {
  this.timeout(30_000);
  let engine: Awaited<ReturnType<typeof demoEngine>>;
  let connection: EngineConnection;

  beforeEach(async () => {
    engine = await demoEngine();
    connection = await engine.connect();
  });
  afterEach(async () => {
    connection.dispose();
    await engine.stop();
  });

  const list = () => connection.listContainers(never);
  const workers = async () =>
    value(await list())
      .filter(({ service }) => service === 'pdf-worker')
      .sort((a, b) => a.number - b.number);

  it('slow answers are waited for, and a statistic that comes too late is left out', async () => {
    const all = value(await list()).map(({ containerId }) => containerId);
    const slow = engine.demo.faults.order({ fault: 'slow', delayMs: 400 });
    const begunAt = performance.now();
    assert.equal(value(await list()).length, all.length);
    assert.ok(performance.now() - begunAt >= 400);
    slow.dispose();
    const [first = ''] = all;
    engine.demo.faults.order({ fault: 'slow', delayMs: 6000 }, ({ path }) => path === `/containers/${first}/stats`);
    const samples = await connection.readUsage(all, never);
    assert.ok(performance.now() - begunAt < 6500);
    assert.deepEqual(
      all.filter((id) => !samples.has(id)),
      [first],
    );
  });

  it('an engine that hangs is given up in time', async () => {
    engine.demo.faults.order({ fault: 'hang' }, ({ path }) => path === '/info');
    const begunAt = performance.now();
    const connected = await createConnector().connect(contextOf(engine.host), never);
    assert.equal(failureOf(connected).reason, 'timed-out');
    assert.ok(performance.now() - begunAt < 10_000);
  });

  it('a dropped connection is an interruption, and the next call goes well', async () => {
    const drop = engine.demo.faults.order({ fault: 'drop' }, isList);
    assert.equal(failureOf(await list()).reason, 'interrupted');
    drop.dispose();
    value(await list());
  });

  it('a refusal keeps the words of the engine', async () => {
    engine.demo.faults.order({ fault: 'refuse', status: 500, message: 'layer store is corrupt' }, isInspect);
    const { reason, detail } = failureOf(await list());
    assert.deepEqual([reason, detail], ['refused', 'layer store is corrupt']);
  });

  it('half an answer is no answer', async () => {
    engine.demo.faults.order({ fault: 'broken-json' }, isInspect);
    const { reason, detail } = failureOf(await list());
    assert.equal(reason, 'refused');
    assert.match(detail, /JSON/);
  });

  it('a flood of events loses none', async () => {
    const [first] = await workers();
    const controller = new AbortController();
    let [isOpen, seen] = [false, 0];
    const handlers = { onOpen: () => (isOpen = true), onEvent: () => (seen += 1) };
    const following = connection.followEvents(undefined, handlers, controller.signal);
    await until('the stream is open', () => isOpen);
    engine.demo.engineFaults.floodEvents(20_000);
    await until('all have come', () => seen === 20_000);
    controller.abort();
    assert.equal((await following).reason, 'cancelled');
    assert.equal((await workers())[0]?.containerId, first?.containerId);
  });

  it('an engine that restarts is connected to again, with the same containers', async () => {
    const live = LivePieces.at(engine.host, []);
    try {
      const phase = (): string => live.store.state.connection.phase;
      await until('connected', () => phase() === 'connected');
      const before = live.store.state.snapshot;
      const restarting = engine.demo.engineFaults.restart(700);
      await until('the break is seen', () => phase() === 'failed');
      await restarting;
      await until('connected again', () => phase() === 'connected');
      const ids = (snapshot: typeof before) =>
        snapshot?.stacks.flatMap(({ services }) =>
          services.flatMap(({ replicas }) => replicas.map(({ containerId }) => containerId)),
        );
      assert.deepEqual(ids(live.store.state.snapshot), ids(before));
    } finally {
      live.stop();
    }
  });

  it('one that the kernel ended for its memory says so, and is started again', async () => {
    const [first] = await workers();
    assert.ok(first);
    const controller = new AbortController();
    const actions: string[] = [];
    let isOpen = false;
    const handlers = {
      onOpen: () => (isOpen = true),
      onEvent: ({ action }: { action: string }) => actions.push(action),
    };
    const following = connection.followEvents(undefined, handlers, controller.signal);
    await until('the stream is open', () => isOpen);
    engine.demo.engineFaults.killForMemory(engine.demo.store.find(first.containerId));
    await until('it has started', () => actions.includes('start'));
    controller.abort();
    await following;
    assert.deepEqual(actions, ['oom', 'die', 'start']);
    const [again] = value(await connection.inspectContainers([first.containerId], never));
    assert.deepEqual([again?.state, again?.restarts, again?.health], ['running', 1, 'starting']);
  });

  it('a full disk stops a scaling, with nothing half made', async () => {
    const { stacks } = buildSnapshot(value(await list()), emptySnapshot);
    const [stack] = stacks;
    const service = stack?.services.find(({ name }) => name === 'pdf-worker');
    assert.ok(stack && service);
    const plan = planScale(stack, engine.demo.runbook, service, 5, 'replicate', undefined);
    engine.demo.engineFaults.fillDisk(true);
    const done = await createReplicateScaler().apply(connection, plan, () => undefined, never);
    assert.ok(!done.ok);
    assert.equal(done.error.failure.reason, 'refused');
    assert.match(done.error.failure.detail, /no space left on device/);
    assert.equal((await workers()).length, 3);
    engine.demo.engineFaults.fillDisk(false);
    value(await createReplicateScaler().apply(connection, plan, () => undefined, never));
    assert.equal((await workers()).length, 5);
  });
});
