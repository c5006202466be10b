import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { composeProject, IDLE, type ComposeProject } from '../engine/support/composeProject.js';
import { ensureDockerEngine } from '../machine/dockerEngine.mjs';
import { startSshServer, type SshServer } from '../machine/sshServer.mjs';
import { DockerConfig } from './support/dockerConfig.js';
import { overridePlan } from './support/overridePlan.js';
import { followsColorScheme, Workbench } from './support/workbench.js';

const passphrase = 'correct horse';
const operationMs = 90_000;
const loginMs = 60_000;

const runbook = (stack: string): string => `
stack: ${stack}
services:
  web: { title: Web, min: 1, baseline: 3, max: 12 }
rungs: [3, 10]
operations: { settle: 1s }
`;

describe('a workbench on an engine over SSH', function () {
  this.timeout(120_000);
  let server: SshServer;
  let project: ComposeProject;
  let config: DockerConfig;
  let workbench: Workbench;

  before(async () => {
    const { env, host } = await ensureDockerEngine();
    server = await startSshServer({ dockerHost: host, passphrase });
    server.forget();
    const healthcheck = { test: ['CMD', 'true'], interval: '300ms', start_period: '1s' };
    const web = { command: IDLE, healthcheck, stop_grace_period: '0s', cpus: 0.2, mem_limit: '16m' };
    project = await composeProject({ web: { ...web, deploy: { replicas: 3 } } });
    writeFileSync(join(project.folder, 'scalebook.yaml'), runbook(project.name));
    await project.compose('up', '--detach', '--wait');
    config = new DockerConfig();
    await config.addCompose();
    await config.addContext('farm', server.address, 'the machines in the cellar');
    workbench = await Workbench.start({
      folder: project.folder,
      env: { ...env, DOCKER_HOST: undefined, DOCKER_CONTEXT: 'farm', DOCKER_CONFIG: config.folder, PATH: server.path },
      settings: { ...followsColorScheme, 'scalebook.scaler': 'compose' },
      keybindings: [
        {
          key: 'ctrl+alt+9',
          command: 'scalebook.scaleService',
          args: { stack: project.name, service: 'web', replicas: 10 },
        },
      ],
    });
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed')
      await workbench.screenshot(`failed-ssh-${this.currentTest.title.slice(0, 12).replaceAll(' ', '-')}`);
  });

  after(async () => {
    await (workbench as Workbench | undefined)?.stop();
    (config as DockerConfig | undefined)?.remove();
    await (project as ComposeProject | undefined)?.remove();
    await (server as SshServer | undefined)?.stop();
  });

  const dialog = () => workbench.page.locator('.monaco-dialog-box');
  const logIn = async (): Promise<void> => {
    const { quickInput, tree } = workbench;
    await quickInput.waitFor('Log in to ssh://');
    await quickInput.type(passphrase);
    await quickInput.accept();
    await tree.waitForDescription('Web', '/', loginMs);
  };

  it('asks whether the host is the one that is meant, with the fingerprint of its key', async () => {
    await workbench.openSidebar();
    await dialog().getByText('Is this the machine that you mean by ssh://').waitFor({ timeout: loginMs });
    assert.match(await dialog().innerText(), /ED25519 key has the fingerprint\s+SHA256:/);
    await workbench.screenshotsInBoth('ssh-host-key');
    await dialog().getByText('Trust and Connect').click();
  });

  it('asks for the passphrase of the key, and is there', async () => {
    await workbench.quickInput.waitFor('Log in to ssh://');
    await workbench.screenshotsInBoth('ssh-passphrase');
    await logIn();
    await workbench.tree.waitForDescription('Web', '3/3 healthy', loginMs);
    await workbench.screenshotsInBoth('ssh-connected');
  });

  it('scales from 3 to 10 by Compose, over the login that is there', async () => {
    const { quickInput } = workbench;
    await workbench.page.keyboard.press('Control+Alt+9');
    await quickInput.waitFor('Scale Web 3 → 10');
    await quickInput.row('Steps').waitFor();
    await workbench.screenshot('ssh-plan-dark');
    // On a machine that is busy with tests.
    if ((await quickInput.row('Override with a reason').count()) > 0) await overridePlan(workbench, 'a test');
    else await quickInput.accept();
    await workbench.notifications.waitFor('Web runs 10 of 10', operationMs);
    assert.equal((await project.containerIds('web')).length, 10);
    assert.equal((await server.logins()).length, 1);
    await workbench.tree.waitForDescription('Web', '10/10 healthy');
    await workbench.screenshot('ssh-scaled-dark');
  });

  it('says that the line broke, asks nothing by itself, and asks when it is told to try again', async () => {
    await server.drop();
    const { tree, quickInput } = workbench;
    await tree.welcome().getByText('does not let you log in').waitFor({ timeout: loginMs });
    await workbench.statusBar.waitFor('login denied');
    assert.equal(await quickInput.widget.isVisible(), false);
    await workbench.screenshotsInBoth('ssh-denied');
    await tree.pressWelcome('Try Again');
    await logIn();
    await tree.waitForDescription('Web', '10/10 healthy', loginMs);
  });

  it('takes Esc for no, and is done with asking', async () => {
    await server.drop();
    const { tree, quickInput } = workbench;
    await tree.pressWelcome('Try Again');
    await quickInput.waitFor('Log in to ssh://');
    await quickInput.escape();
    await tree.welcome().getByText('does not let you log in').waitFor({ timeout: loginMs });
    assert.equal(await quickInput.widget.isVisible(), false);
  });
});
