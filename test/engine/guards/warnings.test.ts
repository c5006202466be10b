import assert from 'node:assert/strict';
import type { EngineConnection } from '../../../src/app/ports.js';
import { LiveStore } from '../../../src/app/live/liveStore.js';
import { defaultRunbook } from '../../../src/core/runbook/bundledRunbook.js';
import { serviceOf } from '../../../src/core/runbook/servicesInOrder.js';
import { planRestart } from '../../../src/core/scaling/planRestart.js';
import { composeProject, IDLE, type ComposeProject } from '../support/composeProject.js';
import { connectToEngine } from '../support/connection.js';
import { GuardedProject } from './guardedProject.js';

/** What only warns, on an engine that has what is warned of: a person may know better. */
describe('guards that warn, on a real engine', () => {
  let connection: EngineConnection;
  let project: ComposeProject;
  let guarded: GuardedProject;
  const warnings = async (service: string): Promise<readonly string[]> =>
    (await guarded.plan(service, 3)).guards
      .filter(({ verdict }) => verdict === 'warn')
      .map(({ guard }) => guard)
      .filter((guard) => guard !== 'health-check');
  const restart = async (service: string): Promise<readonly string[]> => {
    const stack = await guarded.stack(new LiveStore());
    const found = serviceOf(stack, defaultRunbook, service) ?? assert.fail(service);
    return planRestart(stack, defaultRunbook, found).guards.map(({ guard }) => guard);
  };

  before(async () => {
    const subnet = `10.${200 + (process.pid % 50)}.${process.pid % 250}.0/24`;
    const idle = { command: IDLE };
    project = await composeProject(
      {
        plain: idle,
        two: { ...idle, deploy: { replicas: 2 } },
        addressed: { ...idle, networks: { fixed: { ipv4_address: subnet.replace('0/24', '77') } } },
        hosted: { ...idle, network_mode: 'host' },
        stored: { ...idle, volumes: ['data:/data'] },
        mixed: { ...idle, deploy: { replicas: 1 } },
      },
      { networks: { fixed: { ipam: { config: [{ subnet }] } } }, volumes: { data: {} } },
    );
    await project.compose('up', '--detach', '--wait');
    connection = await connectToEngine();
    guarded = new GuardedProject(project.name, connection);
  });
  after(async () => {
    connection.dispose();
    await project.remove();
  });

  it('say nothing of a replica that nothing is odd about', async () => {
    assert.deepEqual(await warnings('plain'), []);
    assert.deepEqual(await warnings('two'), []);
  });

  it('name a fixed address, the network of the host and shared volumes', async () => {
    assert.deepEqual(await warnings('addressed'), ['static-address']);
    assert.deepEqual(await warnings('hosted'), ['host-network']);
    assert.deepEqual(await warnings('stored'), ['shared-volumes']);
  });

  it('name replicas that are not all alike', async () => {
    const [id = ''] = await project.containerIds('mixed');
    const labels = await project.docker('inspect', '--format', '{{json .Config.Labels}}', id);
    const image = (await project.docker('inspect', '--format', '{{.Config.Image}}', id)).trim();
    const own = JSON.parse(labels) as Record<string, string>;
    const changed = {
      ...own,
      'com.docker.compose.config-hash': 'f'.repeat(64),
      'com.docker.compose.container-number': '2',
    };
    const args = Object.entries(changed).flatMap(([name, value]) => ['--label', `${name}=${value}`]);
    await project.docker('run', '--detach', '--name', `${project.name}-mixed-2`, ...args, image, ...IDLE);
    assert.deepEqual(await warnings('mixed'), ['mixed-definitions']);
  });

  it('say of the only replica that its service is away while it restarts, and of two nothing', async () => {
    assert.ok((await restart('plain')).includes('only-replica'));
    assert.ok(!(await restart('two')).includes('only-replica'));
  });
});
