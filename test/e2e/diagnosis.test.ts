import assert from 'node:assert/strict';
import { REPOSITORY } from '../machine/npmPackages.mjs';
import { ensureDockerEngine } from '../machine/dockerEngine.mjs';
import { freePort } from '../machine/freePort.mjs';
import { composeProject, IDLE, type ComposeProject } from '../engine/support/composeProject.js';
import { join } from 'node:path';
import { DockerConfig } from './support/dockerConfig.js';
import { Workbench } from './support/workbench.js';

describe('a diagnosis in a workbench', function () {
  this.timeout(240_000);
  let project: ComposeProject;
  let workbench: Workbench;
  let config: DockerConfig;
  let port = 0;

  before(async () => {
    const { env } = await ensureDockerEngine();
    port = await freePort();
    const image = `scalebook-test/gone-${port}:1`;
    project = await composeProject({
      // No other stack on this engine has a service of this name.
      portal: { command: IDLE, ports: [`127.0.0.1:${port}:80`] },
      gone: { command: IDLE, image, pull_policy: 'never' },
    });
    await project.docker('tag', 'scalebook-test/tiny:1', image);
    await project.compose('up', '--detach');
    await project.docker('rmi', '--force', image);
    await assert.rejects(
      project.compose('up', '--detach', '--no-recreate', '--no-deps', '--scale', 'portal=2', 'portal'),
    );
    config = new DockerConfig();
    workbench = await Workbench.start({
      folder: join(REPOSITORY, 'media'),
      env: { ...env, DOCKER_CONFIG: config.folder },
    });
    await workbench.openSidebar();
  });

  after(async () => {
    await (workbench as Workbench | undefined)?.stop();
    (config as DockerConfig | undefined)?.remove();
    await (project as ComposeProject | undefined)?.remove();
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot('failed-diagnosis');
  });

  async function diagnose(service: string): Promise<void> {
    await workbench.runCommand('Scalebook: Diagnose Service');
    await workbench.quickInput.waitFor('Diagnose Service');
    await workbench.quickInput.type(service);
    await workbench.quickInput.accept();
  }

  it('is a page that begins with what is wrong, and a notification with what to do', async () => {
    await diagnose('portal');
    const sentence = `portal-2 does not start: host port ${port} is held by portal-1`;
    const told = await workbench.notifications.waitFor(sentence, 60_000);
    assert.match(told, /only one can have it\.$/);
    const text = await workbench.pageText('What was looked at');
    for (const part of [sentence, 'Most likely cause: Replicas do not start, certain', 'What shows it', 'What to do'])
      assert.ok(text.includes(part), `${part} is not in: ${text}`);
    await workbench.screenshot('diagnosis-dark');
    assert.deepEqual(await workbench.notifications.buttons(sentence), ['Open Compose File']);
    await workbench.notifications.press(sentence, 'Open Compose File');
    await workbench.page.locator('.tab', { hasText: 'compose.yaml' }).first().waitFor();
    await workbench.closeEditors();
    await workbench.clearNotifications();
  });

  it('puts a command into a terminal and does not send it', async () => {
    await diagnose('gone');
    const sentence = 'Compose can make no further replica of gone';
    await workbench.notifications.waitFor(/compose can make no further/i, 60_000).catch(() => assert.fail(sentence));
    await workbench.notifications.press(/compose can make no further/i, 'Prepare Pull in Terminal');
    const terminal = workbench.page.locator('.terminal.xterm').last();
    await terminal.getByText(`docker pull scalebook-test/gone-${port}:1`).first().waitFor();
    await workbench.page.waitForTimeout(2000);
    const shown = await terminal.innerText();
    await workbench.screenshot('diagnosis-terminal-dark');
    assert.doesNotMatch(shown.replaceAll('\u00a0', ' '), /Error|Pulling|not found|denied/);
  });
});
