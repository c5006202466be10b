import assert from 'node:assert/strict';
import { createConnector } from '../../../src/engine/main.js';
import { contextOf, never, until, value } from '../support/connection.js';
import { killsOnSwarm } from './swarmKills.js';
import { networksOnSwarm } from './swarmNetworks.js';
import { restartsOnSwarm } from './swarmRestarts.js';
import { idle, running, SwarmWorld, taskIds } from './swarmWorld.js';
import { updateOnTheWay } from './updateOnTheWay.js';

const whyNot = SwarmWorld.whyNot();
const describeSwarm = whyNot === undefined ? describe : describe.skip;

describeSwarm(`a Swarm of two nodes${whyNot === undefined ? '' : ` (left out: ${whyNot})`}`, () => {
  let world: SwarmWorld;

  before(async () => {
    world = await SwarmWorld.start();
    const small = { limits: { cpus: '0.5', memory: '64M' }, reservations: { cpus: '0.1', memory: '16M' } };
    await world.deploy(
      {
        web: idle({ replicas: 2, resources: small }, { healthcheck: { test: ['CMD', 'true'], interval: '500ms' } }),
        agent: idle({ mode: 'global' }),
        db: idle(
          { replicas: 1, placement: { constraints: ['node.role == manager'], max_replicas_per_node: 1 } },
          { volumes: ['data:/data'] },
        ),
        crash: idle(
          { replicas: 1, restart_policy: { delay: '1s', max_attempts: 1 } },
          { command: ['sh', '-c', 'exit 3'] },
        ),
        ported: idle(
          { replicas: 0, placement: { constraints: ['node.ip != 203.0.113.9'] } },
          { ports: [{ target: 80, published: 18_080, mode: 'host' }] },
        ),
        missing: idle({ replicas: 1, restart_policy: { delay: '3s' } }, { image: 'scalebook-test/nowhere:9' }),
      },
      { volumes: { data: {} } },
    );
    await world.swarm.docker(
      'service',
      'create',
      '--detach',
      '--quiet',
      '--no-resolve-image',
      '--name',
      'lonely',
      '--replicas',
      '2',
      '--reserve-memory',
      '900g',
      'scalebook-test/tiny:1',
      'sleep',
      '1000',
    );
    await until('its first tasks run', async () => running(await world.service('web')) === 2);
    await until('the global ones run', async () => running(await world.service('agent')) === 2);
  });
  after(() => world.stop());

  it('is told apart: a manager lists it, a worker says what it is', async () => {
    assert.equal(world.connection.info.swarm, 'manager');
    const worker = value(await createConnector().connect(contextOf(world.swarm.worker.host), never));
    assert.equal(worker.info.swarm, 'worker');
    assert.equal(value(await worker.listSwarm(never)), undefined);
    worker.dispose();
  });

  it('is a stack like any other, with each task on its node', async () => {
    const stack = await world.stack();
    assert.deepEqual([stack.kind, stack.name], ['swarm', 'shop']);
    assert.deepEqual(
      stack.nodes?.map(({ name, role, isUp }) => `${name} ${role} ${isUp ? 'up' : 'down'}`),
      ['node-1 manager up', 'node-2 worker up'],
    );
    assert.deepEqual(
      stack.services.map(({ name }) => name),
      ['agent', 'crash', 'db', 'missing', 'ported', 'web'],
    );
    const web = await world.service('web');
    assert.deepEqual(
      web.replicas.map(({ name, number, id }) => [name, number, id]),
      [
        ['shop_web.1', 1, 'swarm:shop/web#1'],
        ['shop_web.2', 2, 'swarm:shop/web#2'],
      ],
    );
    assert.deepEqual(web.swarm?.reserves, { cpus: 0.1, memoryBytes: 16 * 1024 * 1024 });
    const here = web.replicas.find(({ task }) => task?.node === 'node-1');
    const there = web.replicas.find(({ task }) => task?.node === 'node-2');
    assert.deepEqual([here?.task?.isHere, there?.task?.isHere], [true, false]);
    // What is said to be here can be read here, and the other cannot.
    const read = await world.connection.readUsage([here?.containerId ?? '', there?.containerId ?? ''], never);
    assert.deepEqual([...read.keys()], [here?.containerId]);
    const agent = await world.service('agent');
    assert.deepEqual(
      agent.replicas.map(({ number, task }) => `${number} ${task?.node ?? ''}`),
      ['1 node-1', '2 node-2'],
    );
    const alone = await world.stack('swarm:');
    assert.deepEqual(
      alone.services.map(({ name }) => name),
      ['lonely'],
    );
  });

  it('shows why tasks do not run, in the words of Docker', async () => {
    // Between two tries it has ended as well: given up is what stays so.
    let endedLooks = 0;
    await until('the crash is given up', async () => {
      await new Promise((resolve) => setTimeout(resolve, 500));
      endedLooks = (await world.service('crash')).replicas[0]?.state === 'exited' ? endedLooks + 1 : 0;
      return endedLooks > 5;
    });
    const crash = await world.service('crash');
    assert.deepEqual(
      crash.replicas.map(({ state, exitCode, error }) => [state, exitCode, error]),
      [['exited', 3, 'task: non-zero exit (3)']],
    );
    await until('the image is missed', async () => (await world.service('missing')).replicas[0]?.error !== '');
    const missing = await world.service('missing');
    assert.match(missing.replicas[0]?.error ?? '', /No such image: scalebook-test\/nowhere:9/);
    assert.equal(missing.replicas.length, 1);
    const [lonely] = (await world.stack('swarm:')).services;
    assert.deepEqual(
      lonely?.replicas.map(({ state, error, task }) => [state, error, task?.node]),
      Array(2).fill(['created', 'no suitable node (insufficient resources on 2 nodes)', undefined]),
    );
  });

  it('goes from 2 to 5 and back, and touches nothing else', async () => {
    const others = (await world.stack()).services
      .filter(({ name }) => name !== 'web')
      .map(({ swarm }) => swarm?.version);
    const before = await world.service('web');
    const template = await world.template('web');
    assert.match(template, /"Healthcheck":\{"Test":\["CMD","true"\]/);
    const up = await world.plan('web', 5);
    assert.deepEqual(
      up.guards.filter(({ verdict }) => verdict === 'block'),
      [],
    );
    const phases: string[] = [];
    value(await world.apply(up, (step, phase) => phases.push(`${step.name} ${phase}`)));
    assert.deepEqual(phases, ['shop_web begun', 'shop_web done']);
    const web = await world.service('web');
    assert.deepEqual([running(web), web.swarm?.wanted], [5, 5]);
    assert.equal(new Set(web.replicas.map(({ task }) => task?.node)).size, 2);
    assert.equal(await world.template('web'), template, 'its tasks are to be as they were');
    const tasks = new Set(taskIds(web));
    assert.ok(
      taskIds(before).every((id) => tasks.has(id)),
      'and those that ran are the same ones',
    );
    value(await world.apply(await world.plan('web', 2)));
    const less = await world.service('web');
    assert.deepEqual([running(less), less.replicas.length, less.swarm?.wanted], [2, 2, 2]);
    const after = (await world.stack()).services
      .filter(({ name }) => name !== 'web')
      .map(({ swarm }) => swarm?.version);
    assert.deepEqual(after, others);
  });

  it('is updated again where somebody else updated the service in between, and keeps what they did', async () => {
    const label = [
      'service',
      'update',
      '--detach',
      '--quiet',
      '--no-resolve-image',
      '--label-add',
      'by=other',
      'shop_web',
    ];
    const other = await updateOnTheWay(world.swarm, label);
    const plan = await world.plan('web', 3);
    value(await world.apply(plan, undefined, never, other.connection));
    assert.equal(other.refused(), 1, 'the first update was out of sequence');
    await other.stop();
    assert.equal(running(await world.service('web')), 3);
    const labels = await world.swarm.docker('service', 'inspect', '--format', '{{json .Spec.Labels}}', 'shop_web');
    assert.match(labels, /"by":"other"/);
  });

  it('leaves a count alone that somebody else has set in between', async () => {
    const other = await updateOnTheWay(world.swarm, [
      'service',
      'update',
      '--detach',
      '--quiet',
      '--no-resolve-image',
      '--replicas',
      '4',
      'shop_web',
    ]);
    const applied = await world.apply(await world.plan('web', 2), undefined, never, other.connection);
    await other.stop();
    assert.equal(applied.ok ? '' : applied.error.failure.reason, 'conflict');
    assert.match(applied.ok ? '' : applied.error.failure.detail, /somebody else has asked for 4 replicas/);
    assert.equal((await world.service('web')).swarm?.wanted, 4);
    // And a plan from before is refused likewise.
    const stale = { ...(await world.plan('web', 6)) };
    await world.swarm.docker('service', 'scale', '--detach', 'shop_web=2');
    const late = await world.apply(stale);
    assert.equal(late.ok ? '' : late.error.failure.reason, 'conflict');
    assert.equal((await world.service('web')).swarm?.wanted, 2);
  });

  it('says why it stays below its count', async () => {
    const image = await world.apply(await world.plan('missing', 2));
    assert.match(image.ok ? '' : image.error.failure.detail, /^0 of 2 tasks run; No such image/);
    await world.swarm.docker('service', 'scale', '--detach', 'shop_missing=0');
    const full = await world.apply(await world.plan('db', 2));
    assert.match(full.ok ? '' : full.error.failure.detail, /^1 of 2 tasks run; no suitable node/);
    value(await world.apply(await world.plan('db', 1)));
  });

  it('lets go of the waiting when it is cancelled, and of nothing else', async () => {
    const abort = new AbortController();
    const applied = world.apply(await world.plan('db', 2), () => setTimeout(() => abort.abort(), 500), abort.signal);
    const done = await applied;
    assert.equal(done.ok ? '' : done.error.failure.reason, 'cancelled');
    assert.equal((await world.service('db')).swarm?.wanted, 2);
    await world.swarm.docker('service', 'scale', '--detach', 'shop_db=1');
  });

  it('looks before it leaps', async () => {
    const blocking = async (name: string, target: number): Promise<string[]> =>
      (await world.plan(name, target)).guards.filter(({ verdict }) => verdict === 'block').map(({ guard }) => guard);
    assert.deepEqual(await blocking('agent', 3), ['swarm-mode']);
    assert.deepEqual(
      await blocking('db', 2),
      ['max-per-node', 'node-room'].filter((guard) => guard !== 'node-room'),
    );
    assert.deepEqual(await blocking('web', 3), []);
    assert.deepEqual(await blocking('ported', 3), ['node-ports'], 'one on each of two nodes');
    assert.deepEqual(await blocking('ported', 2), []);
    const unread = (await world.plan('ported', 2)).guards.find(({ guard }) => guard === 'constraints');
    assert.deepEqual(unread, {
      ...{ guard: 'constraints', verdict: 'warn', unread: ['node.ip != 203.0.113.9'] },
      nodes: ['node-1', 'node-2'],
    });
    assert.deepEqual(await blocking('web', 60), ['limits', 'node-room']);
    assert.deepEqual(await blocking('web', 45), ['node-room'], '2 x 2 cores hold 40 tenths');
    const volumes = (await world.plan('db', 2)).guards.find(({ guard }) => guard === 'node-volumes');
    assert.deepEqual(volumes, {
      ...{ guard: 'node-volumes', verdict: 'warn', volumes: ['shop_data'] },
      ...{ service: 'shop_db', node: 'node-1' },
    });
  });

  networksOnSwarm(() => world);
  restartsOnSwarm(() => world);
  killsOnSwarm(() => world);

  it('follows a node that is drained, and is told of it', async () => {
    let changes = 0;
    const end = new AbortController();
    const following = world.connection.followSwarm(() => (changes += 1), end.signal);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await world.swarm.docker('node', 'update', '--availability', 'drain', 'node-2');
    await until('it is told', () => changes > 0);
    await until('the tasks move', async () => {
      const web = await world.service('web');
      return running(web) === 2 && web.replicas.every(({ task }) => task?.node === 'node-1');
    });
    const { guards } = await world.plan('web', 3);
    assert.deepEqual(
      guards.find(({ guard }) => guard === 'nodes-away'),
      { guard: 'nodes-away', verdict: 'warn', down: [], drained: ['node-2'], paused: [] },
    );
    await world.swarm.docker('node', 'update', '--availability', 'drain', 'node-1');
    const none = (await world.plan('web', 3)).guards.find(({ verdict }) => verdict === 'block');
    assert.deepEqual(none, {
      guard: 'no-node',
      verdict: 'block',
      down: [],
      drained: ['node-1', 'node-2'],
      paused: [],
      unfit: [],
    });
    for (const node of ['node-1', 'node-2'])
      await world.swarm.docker('node', 'update', '--availability', 'active', node);
    end.abort();
    assert.equal((await following).reason, 'cancelled');
  });
});
