import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureDockerEngine } from '../machine/dockerEngine.mjs';
import { REPOSITORY } from '../machine/npmPackages.mjs';
import { serveUnprivileged } from './support/serveUnprivileged.mjs';
import { Workbench } from './support/workbench.js';

describe('a workbench whose DOCKER_HOST has no engine', () => {
  const folder = mkdtempSync(join(tmpdir(), 'scalebook-socket-'));
  const socket = join(folder, 'docker.sock');
  let workbench: Workbench;
  let closed: Server | undefined;

  before(async function () {
    this.timeout(120_000);
    const { env } = await ensureDockerEngine();
    workbench = await Workbench.start({
      folder: join(REPOSITORY, 'media'),
      env: { ...env, DOCKER_HOST: `unix://${socket}`, DOCKER_CONFIG: folder },
      serve: serveUnprivileged,
    });
  });

  after(async () => {
    if (closed?.listening) closed.close();
    await workbench.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot('failed-no-engine');
  });

  it('connects to nothing, and shows nothing in the status bar, until somebody looks', async () => {
    await workbench.page.locator('.activitybar .action-label[aria-label^="Scalebook"]').waitFor();
    assert.equal(await workbench.statusBar.item.count(), 0);
  });

  it('says that no engine answers, and what to do', async () => {
    await workbench.openSidebar();
    // The view under it has a welcome of its own.
    const welcome = workbench.tree.welcome().filter({ hasText: 'No Docker engine answers' });
    await welcome.waitFor({ timeout: 40_000 });
    const buttons = await welcome.locator('.monaco-button').allInnerTexts();
    assert.deepEqual(buttons, ['Choose Context', 'Try the Demo', 'Try Again']);
    await workbench.statusBar.waitFor('no engine');
    await workbench.screenshot('no-engine-docker-host-dark');
  });

  it('says who may open a socket that this person may not', async () => {
    await new Promise<void>((resolve) => {
      closed = createServer().listen(socket, resolve);
    });
    chmodSync(socket, 0);
    await workbench.tree.pressWelcome('Try Again');
    await workbench.tree.welcome().getByText('You may not open the Docker socket').waitFor();
    await workbench.screenshot('welcome-no-permission-dark');
  });

  it('refuses a command for the same reason, with a way on', async () => {
    await workbench.runCommand('Scalebook: Scale Service');
    const told = await workbench.notifications.waitFor('You may not open');
    assert.match(told, /Nothing was changed\. Add yourself/);
    assert.deepEqual(await workbench.notifications.buttons('You may not open'), [
      'Try Again',
      'Choose Context',
      'Show Output',
    ]);
    await workbench.screenshot('refused-no-permission-dark');
    await workbench.clearNotifications();
  });

  it('finds the engine by itself once it is there', async function () {
    const { host } = await ensureDockerEngine();
    if (!host.startsWith('unix://')) return this.skip();
    // Closing takes the socket's file away, so the new one may only come after it.
    await new Promise((resolve) => closed?.close(resolve));
    symlinkSync(host.slice('unix://'.length), socket);
    await workbench.statusBar.item.filter({ hasNotText: 'no engine' }).waitFor({ timeout: 60_000 });
    assert.match(await workbench.statusBar.text(), /default|up-schedule-generator|no stack/);
  });
});
