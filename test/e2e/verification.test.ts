import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { REPOSITORY } from '../machine/npmPackages.mjs';
import { ReportView } from './support/reportView.js';
import type { Theme } from './support/themes.js';
import { Workbench } from './support/workbench.js';

const verifiedMs = 180_000;

describe('the report of a verification in a workbench', function () {
  this.timeout(240_000);
  const folder = mkdtempSync(join(tmpdir(), 'scalebook-nothing-'));
  let workbench: Workbench;
  let report: ReportView;

  before(async () => {
    workbench = await Workbench.start({
      folder: join(REPOSITORY, 'media'),
      env: { ...process.env, DOCKER_HOST: `unix://${join(folder, 'docker.sock')}`, DOCKER_CONFIG: folder },
    });
    report = new ReportView(workbench.page);
    await workbench.openSidebar();
    await workbench.runCommand('Scalebook: Try the Demo');
    await workbench.tree.waitForDescription('Backend', 'healthy', 40_000);
    await workbench.clearNotifications();
  });

  after(async () => {
    await (workbench as Workbench | undefined)?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot('failed-verification');
  });

  it('opens with the verification, and says how far it is', async () => {
    await workbench.runCommand('Scalebook: Verify Service');
    await workbench.quickInput.waitFor('Verify Service');
    await workbench.quickInput.type('Backend');
    await workbench.quickInput.accept();
    await report.waitForSentence(/^Demo: Verifying Backend/);
    await report.button('Cancel').waitFor();
    await workbench.screenshot('verification-running-dark');
  });

  it('says in its first sentence what came of it, and shows it check by check', async () => {
    const sentence = await report.waitForSentence(/^Demo: Backend is (not )?verified: /, verifiedMs);
    const text = await report.text();
    for (const part of [
      'Service health',
      'Every replica runs and is healthy',
      'Answers come fast enough',
      'Verify Again',
    ])
      assert.ok(text.includes(part), `${part} is not in: ${text}`);
    assert.match(sentence, /required checks/);
    // Its own page in sight says it: no notification says it a second time.
    assert.deepEqual(await workbench.notifications.texts(), []);
    await workbench.screenshot('verification-dark');
  });

  it('unfolds the evidence of a check', async () => {
    await report.check('Answers come fast enough').locator('summary').click();
    await report.check('Answers come fast enough').getByText('average').first().waitFor();
    await workbench.screenshot('verification-unfolded-dark');
  });

  it('runs one check again in its place', async () => {
    const check = report.check('Every replica runs and is healthy');
    await check.getByRole('button', { name: /^Run Again/ }).focus();
    await workbench.page.keyboard.press('Enter');
    await check
      .locator('.word', { hasText: /passed|running/ })
      .first()
      .waitFor();
    await check.locator('.word', { hasText: 'passed' }).first().waitFor();
  });

  for (const theme of ['light', 'hcDark', 'hcLight', 'dark'] satisfies Theme[]) {
    it(`looks at home in the theme ${theme}`, async () => {
      await workbench.setTheme(theme);
      await report.waitForSentence(/verified/);
      await workbench.screenshot(`verification-${theme}`);
    });
  }

  it('fits into a narrow column', async () => {
    const size = workbench.page.viewportSize();
    await workbench.page.setViewportSize({ width: 760, height: 900 });
    await report.waitForSentence(/verified/);
    await workbench.screenshot('verification-narrow-dark');
    if (size) await workbench.page.setViewportSize(size);
  });

  it('tells of a quick one by a notification, from where its report opens', async () => {
    await workbench.closeEditors();
    await workbench.runCommand('Scalebook: Verify Stack (Quick)');
    const told = await workbench.notifications.waitFor(/ is (not )?verified: /, 60_000);
    await workbench.screenshot('verification-told-dark');
    await workbench.notifications.press(/verified/, 'Open Report');
    assert.equal(await report.waitForSentence(/verified/), told);
    assert.match(await report.text(), /Quick: replicas, counts, health URLs and error rates alone/);
  });

  it('stands in the history, from where it opens', async () => {
    await workbench.tree.waitForDescription('Verify up-schedule-generator', /verified.* · quick · \d\d:\d\d · you/);
    await workbench.closeEditors();
    await workbench.tree.pressInline('Verify Backend', 'Show Details from History');
    await report.waitForSentence(/^Demo: Backend is (not )?verified/);
    await workbench.screenshot('verification-history-dark');
  });

  it('is there again after the window was reloaded', async () => {
    await workbench.reloadOnceKept();
    await report.waitForSentence(/^Demo: Backend is (not )?verified/, 60_000);
    await workbench.screenshot('verification-reloaded-dark');
  });
});
