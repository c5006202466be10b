import assert from 'node:assert/strict';
import { join } from 'node:path';
import { composeProject, IDLE, type ComposeProject } from '../engine/support/composeProject.js';
import { until } from '../engine/support/connection.js';
import { idle, SwarmWorld } from '../engine/swarm/swarmWorld.js';
import { ensureDockerEngine } from '../machine/dockerEngine.mjs';
import { REPOSITORY } from '../machine/npmPackages.mjs';
import { DockerConfig } from './support/dockerConfig.js';
import { Workbench } from './support/workbench.js';

const whyNot = SwarmWorld.whyNot();
const describeSwarm = whyNot === undefined ? describe : describe.skip;
const operationMs = 60_000;

describeSwarm(`a workbench on a Swarm${whyNot === undefined ? '' : ` (left out: ${whyNot})`}`, () => {
  const config = new DockerConfig();
  let world: SwarmWorld;
  let project: ComposeProject;
  let workbench: Workbench;

  before(async function () {
    this.timeout(180_000);
    world = await SwarmWorld.start();
    const small = { limits: { cpus: '0.5', memory: '64M' }, reservations: { cpus: '0.1', memory: '16M' } };
    await world.deploy({
      web: idle({ replicas: 3, resources: small }),
      agent: idle({ mode: 'global' }),
      cache: idle({ replicas: 1, placement: { constraints: ['node.role == manager'], max_replicas_per_node: 1 } }),
      report: idle({ replicas: 1, restart_policy: { delay: '2s' } }, { image: 'scalebook-test/nowhere:9' }),
    });
    project = await composeProject(
      {
        front: {
          command: IDLE,
          restart: 'unless-stopped',
          mem_limit: '64m',
          ports: ['127.0.0.1:18080:80'],
          depends_on: { store: { condition: 'service_started' } },
        },
        store: { command: IDLE, volumes: ['data:/data', './conf:/conf:ro'], container_name: 'the-cache', build: '.' },
      },
      { volumes: { data: {} } },
      world.swarm.manager.host,
    );
    await project.compose('up', '--detach', '--no-build');
    await config.addContext('manager', world.swarm.manager.host);
    await config.addContext('worker', world.swarm.worker.host);
    const { env } = await ensureDockerEngine();
    workbench = await Workbench.start({
      folder: join(REPOSITORY, 'media'),
      env: { ...env, DOCKER_HOST: undefined, DOCKER_CONTEXT: 'manager', DOCKER_CONFIG: config.folder },
    });
  });

  after(async () => {
    await workbench.stop();
    await project.remove();
    await world.stop();
    config.remove();
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot('failed-swarm');
  });

  it('shows its stack, tasks, nodes, and what keeps a task from running', async () => {
    await workbench.openSidebar();
    await workbench.tree.waitForDescription('shop', 'swarm');
    await workbench.tree.expand('shop');
    await workbench.tree.waitForDescription('web', '3/3 running');
    await workbench.tree.waitForDescription('agent', '2/2 running');
    await workbench.tree.waitForDescription('report', 'No such image');
    // All rows have to be in view to be read.
    await workbench.tree.row(project.name).locator('.monaco-tl-twistie').click();
    await workbench.tree.row('front').waitFor({ state: 'hidden' });
    await workbench.tree.expand('web');
    await workbench.tree.expand('report');
    for (const running of [/^node-1 · running · (CPU unknown|\d+ %)/, /^node-2 · running · \d+ (s|min)/])
      await until(`a task reads ${String(running)}`, async () => {
        const tasks = (await workbench.tree.rows()).filter(({ level }) => level === 3);
        return tasks.some(({ description }) => running.test(description));
      });
    await workbench.screenshot('swarm-tree-dark');
    const tooltip = await workbench.tree.tooltip('web', 'tasks on node-1');
    assert.ok(await tooltip.isVisible(), 'the tooltip of web shows');
    await workbench.screenshot('swarm-tooltip-dark');
  });

  it('scales a service from 3 to 5, and says what Docker would be told', async () => {
    const { quickInput } = workbench;

    await workbench.runCommand('Scalebook: Scale Service');
    await quickInput.waitFor('Scale Service');
    await quickInput.row('web').waitFor();
    await quickInput.row('3/3 running').click();
    await quickInput.waitFor('Scale web');
    await quickInput.type('5');
    await quickInput.accept();
    await quickInput.waitFor('Scale web 3 → 5');
    const sheet = (await quickInput.items()).join('\n');
    for (const part of [
      '5 is within',
      '2 more reserve 0.2 CPUs',
      'unreserved on 2 nodes',
      'shop_web: 3 → 5',
      'the manager updates the service',
      'docker --context=manager service scale shop_web=5',
    ])
      assert.ok(sheet.includes(part), `${part} is not in:\n${sheet}`);
    await workbench.screenshot('swarm-plan-dark');
    await quickInput.accept();
    await workbench.tree.waitForDescription('web', 'waiting for 5 tasks');
    await workbench.notifications.waitFor('web runs 5 of 5', operationMs);
    await workbench.screenshot('swarm-result-dark');
    await workbench.tree.waitForDescription('web', '5/5 running');
    assert.equal((await world.service('web')).swarm?.wanted, 5);
    await workbench.clearNotifications();
  });

  it('refuses what the nodes cannot hold, with the figures', async () => {
    const { quickInput } = workbench;
    await workbench.runCommand('Scalebook: Scale Service');
    await quickInput.row('cache').click();
    await quickInput.waitFor('Scale cache');
    await quickInput.type('2');
    await quickInput.accept();
    await quickInput.waitFor('Scale cache 1 → 2');
    const sheet = (await quickInput.items()).join('\n');
    assert.ok(
      sheet.includes('Cannot start') &&
        sheet.includes('At most 1 on a node, and 1 node takes it: room for 1, not for 2'),
      sheet,
    );
    await workbench.screenshot('swarm-refused-dark');
    await quickInput.escape();
  });

  it('explains what moving a Compose stack there takes, and writes nothing', async () => {
    const { quickInput } = workbench;
    await workbench.runCommand('Scalebook: Move to Swarm');
    await quickInput.row(project.name).click();
    const page = await workbench.pageText('to Swarm');
    for (const part of [
      'mem_limit',
      'depends_on with conditions',
      'The volume data',
      './conf',
      'It is built here',
      'docker stack config',
    ])
      assert.ok(page.includes(part), `${part} is not in:\n${page}`);
    await workbench.screenshot('swarm-move-page-dark');
    await workbench.page.locator('.tab', { hasText: 'Untitled' }).click();
    await workbench.page.locator('.editor-instance .view-line', { hasText: 'replicas: 1' }).first().waitFor();
    await workbench.screenshot('swarm-move-proposal-dark');
  });

  it('tells on a worker where to scale from', async () => {
    await workbench.runCommand('Scalebook: Select Context');
    await workbench.quickInput.waitFor('Select Context');
    await workbench.quickInput.type('worker');
    await workbench.quickInput.accept();
    await workbench.tree.welcome().getByText('This engine is a Swarm worker.').waitFor();
    await workbench.screenshot('swarm-worker-dark');
  });
});
