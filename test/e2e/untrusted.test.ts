import assert from 'node:assert/strict';
import { join } from 'node:path';
import { ensureDockerEngine } from '../machine/dockerEngine.mjs';
import { ChecklistView } from './support/checklistView.js';
import { HostileWorkspace } from './support/hostileWorkspace.js';
import { ReportView } from './support/reportView.js';
import { Workbench } from './support/workbench.js';

const untrusted = 'This workspace is not trusted';

describe('a workspace that nobody has trusted', () => {
  let hostile: HostileWorkspace;
  let workbench: Workbench;
  let containers: readonly string[];

  before(async function () {
    this.timeout(180_000);
    const { env } = await ensureDockerEngine();
    hostile = await HostileWorkspace.start();
    containers = await hostile.containers();
    workbench = await Workbench.start({
      folder: hostile.folder,
      env,
      isTrusted: false,
      // The editor would ask in a dialog of its own, over everything else.
      settings: { 'security.workspace.trust.startupPrompt': 'never', 'security.workspace.trust.banner': 'never' },
    });
  });

  after(async () => {
    await workbench.stop();
    await hostile.stop();
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot('failed-untrusted');
  });

  const nothingWasDone = async (): Promise<void> => {
    assert.deepEqual([hostile.asked, hostile.hasRun], [[], false]);
    assert.deepEqual(await hostile.containers(), containers);
  };

  /** It is refused in a sentence, with the way to trust the workspace. */
  const refuses = async (words: string): Promise<void> => {
    await workbench.notifications.waitFor(words);
    assert.match(await workbench.notifications.waitFor(words), new RegExp(untrusted));
    assert.deepEqual(await workbench.notifications.buttons(words), ['Manage Trust']);
    await nothingWasDone();
    await workbench.clearNotifications();
  };

  it('is looked at: its stack is there with figures of the engine, by no rule of its runbook', async () => {
    await workbench.openSidebar();
    await workbench.tree.expand(hostile.name);
    await workbench.tree.waitForDescription('web', /%/, 60_000);
    assert.equal(await workbench.tree.row('Trusted Shop').count(), 0);
    await workbench.screenshot('untrusted-tree-dark');
  });

  it('asks no address of its runbook and runs nothing in a container while it is looked at', async () => {
    // Several readings, at the interval that its settings ask for.
    await workbench.page.waitForTimeout(5_000);
    await nothingWasDone();
  });

  it('scales nothing', async () => {
    await workbench.tree.pressInline('web', 'Scale Up One…');
    await refuses('trust the workspace to scale from it');
  });

  it('opens no shell', async () => {
    await workbench.runCommand('Scalebook: Open Shell');
    await workbench.quickInput.waitFor('Open Shell');
    // Those of the folder's own stack stand first.
    await workbench.quickInput.row('web').click();
    await refuses('No shell was opened');
  });

  it('runs no command of a checklist, which can be read and copied', async () => {
    await workbench.runCommand('File: Open File...');
    await workbench.quickInput.chooseFile(join(hostile.folder, 'deploy.md'));
    await workbench.runCommand('Scalebook: Open as Checklist');
    await workbench.quickInput.waitFor('Open as Checklist');
    await workbench.quickInput.row('deploy.md').click();
    const checklist = new ChecklistView(workbench.page);
    await checklist.waitFor(/deploy|Deploy/);
    await checklist.frame.getByText('the commands can be read and copied, and not run').waitFor();
    await checklist.item('Look').locator('.box').press('ArrowRight');
    assert.equal(await checklist.frame.getByRole('button', { name: /^Run/ }).count(), 0);
    await workbench.screenshot('untrusted-checklist-dark');
    await nothingWasDone();
  });

  it('verifies by the engine alone, and says what it did not ask', async () => {
    await workbench.tree.pressInline(hostile.name, 'Verify Stack');
    const report = new ReportView(workbench.page);
    await report.frame.locator('h1').waitFor();
    await workbench.page.waitForTimeout(2_000);
    await nothingWasDone();
  });

  it('can be trusted from a refusal, and then is asked and scaled', async function () {
    this.timeout(180_000);
    await workbench.tree.expand(hostile.name);
    await workbench.tree.pressInline('web', 'Scale Up One…');
    await workbench.notifications.press('trust the workspace to scale from it', 'Manage Trust');
    await workbench.page.locator('.workspace-trust-editor').waitFor();
    await workbench.screenshot('untrusted-manage-trust-dark');
    await workbench.page
      .locator('.workspace-trust-editor .monaco-button', { hasText: /^Trust$/ })
      .first()
      .click();
    await workbench.tree.row('Trusted Shop').waitFor({ timeout: 60_000 });
    for (let tries = 0; tries < 120 && !hostile.asked.includes('/json'); tries++)
      await workbench.page.waitForTimeout(500);
    assert.ok(hostile.asked.includes('/json'), hostile.asked.join(' '));
    await workbench.tree.pressInline('Trusted Shop', 'Scale Up One…');
    // The editor forgets a row that is drawn anew as it is pressed, and then it is asked for.
    const asks = workbench.quickInput.row('Trusted Shop');
    const plan = workbench.quickInput.widget.locator('.quick-input-title', { hasText: 'Scale Trusted Shop 1 → 2' });
    await asks.or(plan).first().waitFor();
    if (!(await plan.isVisible())) await asks.click();
    await workbench.quickInput.waitFor('Scale Trusted Shop 1 → 2');
    await workbench.screenshot('trusted-plan-dark');
    // Its Docker CLI is the setting's by now: that it was not run before was no accident.
    assert.equal(hostile.hasRun, true);
    await workbench.quickInput.escape();
  });
});
