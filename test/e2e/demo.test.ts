import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { REPOSITORY } from '../machine/npmPackages.mjs';
import { environmentFor } from '../scripts/startEnvironment.mjs';
import { ChecklistView } from './support/checklistView.js';
import { followsColorScheme, Workbench } from './support/workbench.js';

/** The rules see their figures every fifteen seconds; what they say of them comes after. */
const seenMs = 120_000;
const drainedMs = 300_000;

describe('what npm start opens where no Docker Engine answers', function () {
  this.timeout(120_000);
  const host = process.env['DOCKER_HOST'];
  const folder = mkdtempSync(join(tmpdir(), 'scalebook-nothing-'));
  let workbench: Workbench | undefined;

  before(() => (process.env['DOCKER_HOST'] = `unix://${join(folder, 'docker.sock')}`));
  after(async () => {
    if (host === undefined) delete process.env['DOCKER_HOST'];
    else process.env['DOCKER_HOST'] = host;
    await workbench?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is the demo, in the status bar before anybody has clicked', async () => {
    const env = await environmentFor({ insist: false });
    workbench = await Workbench.start({
      folder: join(REPOSITORY, 'test/stack'),
      env: env ?? assert.fail('no environment'),
    });
    await workbench.statusBar.item.filter({ hasText: 'Demo (built in)' }).waitFor({ timeout: 60_000 });
    await workbench.openSidebar();
    await workbench.tree.waitForDescription('PDF Worker', '3/3 healthy');
    await workbench.screenshot('demo-start-dark');
  });

  it('is nothing where an engine was insisted on', async () => {
    assert.equal(await environmentFor({ insist: true }), undefined);
  });
});

describe('the demo in a workbench with no Docker', function () {
  this.timeout(420_000);
  const folder = mkdtempSync(join(tmpdir(), 'scalebook-nothing-'));
  let workbench: Workbench;

  before(async () => {
    workbench = await Workbench.start({
      folder: join(REPOSITORY, 'media'),
      env: { ...process.env, DOCKER_HOST: `unix://${join(folder, 'docker.sock')}`, DOCKER_CONFIG: folder },
      settings: followsColorScheme,
    });
  });

  after(async () => {
    await workbench.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot('failed-demo');
  });

  const waiting = async (): Promise<number> => {
    const { description } = (await workbench.tree.rows()).find(({ label }) => label === 'PDF Worker') ?? {
      description: '',
    };
    return Number(/([\d.]+) waiting/.exec(description)?.[1] ?? 0);
  };

  it('is offered where no engine answers', async () => {
    await workbench.openSidebar();
    const welcome = workbench.tree.welcome();
    await welcome.getByText('No Docker engine answers').waitFor({ timeout: 40_000 });
    await workbench.screenshotsInBoth('demo-1-offered');
    await workbench.tree.pressWelcome('Try the Demo');
  });

  it('shows its stack within a moment, and says on every side that it is a demo', async () => {
    await workbench.tree.waitForDescription('PDF Worker', '3/3 healthy');
    await workbench.statusBar.waitFor('Demo (built in)');
    await workbench.notifications.waitFor('simulated inside the editor');
    assert.match(await workbench.page.locator('.part.sidebar').innerText(), /Demo \(built in\)/);
    await workbench.screenshotsInBoth('demo-2-begun');
    await workbench.clearNotifications();
  });

  it('is listed among the contexts, marked as the one that is pinned', async () => {
    await workbench.runCommand('Scalebook: Select Context');
    await workbench.quickInput.waitFor('Select Context');
    await workbench.quickInput.row('Demo (built in)').waitFor();
    await workbench.screenshotsInBoth('demo-3-contexts');
    await workbench.quickInput.escape();
  });

  it('plays the Monday spike', async () => {
    await workbench.runCommand('Scalebook: Demo: Play Scenario');
    await workbench.quickInput.waitFor('Demo: Play Scenario');
    await workbench.quickInput.row('Monday morning spike').waitFor();
    await workbench.screenshotsInBoth('demo-4-scenarios');
    await workbench.quickInput.type('Monday');
    await workbench.quickInput.accept();
    await workbench.notifications.waitFor('Monday morning spike begins');
  });

  it('goes critical, and recommends to scale the workers', async () => {
    const told = await workbench.notifications.waitFor(/Demo: Scale PDF Worker to \d+/, seenMs);
    await workbench.screenshotsInBoth('demo-5-told');
    assert.match(told, /Demo: Scale PDF Worker to \d+ now: \d+ waiting jobs \(> 200\)/);
    await workbench.statusBar.waitFor('waiting jobs (> 200)');
    await workbench.tree.waitForDescription('PDF Worker', /scale to \d+: \d+ waiting jobs/, seenMs);
    await workbench.screenshotsInBoth('demo-6-critical');
    await workbench.clearNotifications();
  });

  it('is scaled by its recommendation, with the name of the demo on the plan', async () => {
    await workbench.page.mouse.move(800, 300);
    await workbench.tree.pressInline('PDF Worker', 'Scale as Recommended…');
    await workbench.quickInput.waitFor('Scale PDF Worker 3 → ');
    assert.match(await workbench.quickInput.title(), /Demo/);
    assert.equal(await workbench.quickInput.row('Copy the command').count(), 0, 'no command line reaches the demo');
    await workbench.screenshotsInBoth('demo-7-plan');
    await workbench.quickInput.accept();
    await workbench.notifications.waitFor(/Demo: PDF Worker runs (\d+) of \1, all healthy/, seenMs);
    await workbench.screenshotsInBoth('demo-8-scaled');
    await workbench.clearNotifications();
  });

  it('drains, until nothing is to be said of the queue', async () => {
    const deadline = Date.now() + drainedMs;
    let most = 0;
    for (;;) {
      most = Math.max(most, await waiting());
      const row = (await workbench.tree.rows()).find(({ label }) => label === 'PDF Worker');
      if (row && !/waiting|wait|scale to/.test(row.description)) break;
      assert.ok(Date.now() < deadline, `not drained: ${row?.description ?? ''}`);
      // A second step where one was not enough.
      if (/scale to \d+/.test(row?.description ?? '')) await scaleAgain();
      await workbench.page.waitForTimeout(2000);
    }
    await workbench.screenshotsInBoth('demo-9-drained');
  });

  async function scaleAgain(): Promise<void> {
    await workbench.clearNotifications();
    await workbench.page.mouse.move(800, 300);
    await workbench.tree.pressInline('PDF Worker', 'Scale as Recommended…');
    await workbench.quickInput.waitFor('Scale PDF Worker');
    await workbench.quickInput.accept();
    await workbench.notifications.waitFor(/PDF Worker runs (\d+) of \1/, seenMs);
    await workbench.clearNotifications();
  }

  it('says of its pages that they are of the demo', async () => {
    await workbench.runCommand('Scalebook: Show Schedule');
    assert.match(await workbench.pageText('Nothing here is real'), /^Demo \(built in\): a stack that is simulated/m);
    await workbench.screenshotsInBoth('demo-10-schedule');
    await workbench.closeEditors();
    await workbench.runCommand('Scalebook: Open Checklist');
    await workbench.quickInput.row('For the whole stack').click();
    await new ChecklistView(workbench.page).waitFor(/^Demo: Scale up-schedule-generator/);
    await workbench.screenshotsInBoth('demo-11-checklist');
    await workbench.closeEditors();
  });

  it('ends when another context is chosen', async () => {
    await workbench.runCommand('Scalebook: Select Context');
    await workbench.quickInput.waitFor('Select Context');
    await workbench.quickInput.type('Follow');
    await workbench.quickInput.accept();
    await workbench.tree.welcome().getByText('No Docker engine answers').waitFor({ timeout: 40_000 });
    await workbench.statusBar.waitFor('no engine');
  });
});
