import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { REPOSITORY } from '../machine/npmPackages.mjs';
import { DashboardView } from './support/dashboardView.js';
import type { Theme } from './support/themes.js';
import { Workbench } from './support/workbench.js';

/** The rules see their figures every fifteen seconds; what they say of them comes after. */
const seenMs = 120_000;

describe('the dashboard in a workbench', function () {
  this.timeout(240_000);
  const folder = mkdtempSync(join(tmpdir(), 'scalebook-nothing-'));
  let workbench: Workbench;
  let dashboard: DashboardView;

  before(async () => {
    workbench = await Workbench.start({
      folder: join(REPOSITORY, 'media'),
      env: { ...process.env, DOCKER_HOST: `unix://${join(folder, 'docker.sock')}`, DOCKER_CONFIG: folder },
    });
    dashboard = new DashboardView(workbench.page);
    await workbench.openSidebar();
    await workbench.runCommand('Scalebook: Try the Demo');
    await workbench.tree.waitForDescription('Backend', 'healthy', 40_000);
    await workbench.clearNotifications();
    await workbench.runCommand('Scalebook: Demo: Play Scenario');
    await workbench.quickInput.waitFor('Demo: Play Scenario');
    await workbench.quickInput.type('Monday');
    await workbench.quickInput.accept();
    await workbench.notifications.waitFor('Monday morning spike begins');
    await workbench.clearNotifications();
  });

  after(async () => {
    await (workbench as Workbench | undefined)?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot('failed-dashboard');
  });

  it('opens from the row of a stack, and shows the service that is chosen', async () => {
    await workbench.tree.pressInline('up-schedule-generator', 'Open Dashboard');
    const service = dashboard.frame.getByRole('combobox', { name: 'Service' });
    await service.selectOption({ label: 'PDF Worker' });
    await dashboard.frame.getByRole('heading', { name: 'Demo: PDF Worker', level: 1 }).waitFor();
    await dashboard.chart('CPU').locator('canvas').waitFor();
    await workbench.screenshot('dashboard-1-opened-dark');
  });

  it('shows the spike, and what the runbook says of it', async () => {
    const said = await dashboard.waitForDecision(/Scale PDF Worker to \d+ now: \d+ waiting jobs \(> 200\)/, seenMs);
    await dashboard.range('Now').check();
    await dashboard.button(/^Scale to \d+/).waitFor();
    await workbench.clearNotifications();
    await workbench.screenshot('dashboard-2-critical-dark');
    assert.equal(await dashboard.frame.locator('.tile').count(), 3, said);
    assert.match(await dashboard.chart('Waiting jobs').innerText(), /critical/);
  });

  it('leads to the plan, and marks the operation on the time axis', async () => {
    await dashboard.button(/^Scale to \d+/).click();
    await workbench.quickInput.waitFor('Scale PDF Worker 3 → ');
    await workbench.quickInput.accept();
    await dashboard
      .button(/\d\d:\d\d PDF Worker 3 → \d+/)
      .first()
      .waitFor();
    await workbench.notifications.waitFor(/Demo: PDF Worker runs (\d+) of \1, all healthy/, seenMs);
    await workbench.clearNotifications();
    await dashboard
      .button(/\d\d:\d\d PDF Worker 3 → \d+/)
      .first()
      .focus();
    await workbench.screenshot('dashboard-3-scaled-dark');
  });

  it('says the same as tables', async () => {
    await dashboard.button('Table').click();
    const table = dashboard.frame.getByRole('table', { name: /^Metrics of PDF Worker/ });
    await table.waitFor();
    assert.match(await table.getByRole('row', { name: /^Waiting jobs/ }).innerText(), /\d+/);
    await workbench.screenshot('dashboard-4-table-dark');
    await dashboard.button('Table').click();
    await dashboard.chart('CPU').waitFor();
  });

  for (const theme of ['light', 'hcDark', 'hcLight', 'dark'] satisfies Theme[]) {
    it(`looks at home in the theme ${theme}`, async () => {
      await workbench.setTheme(theme);
      await dashboard.chart('CPU').waitFor();
      await workbench.screenshot(`dashboard-5-${theme}`);
    });
  }

  it('fits into a narrow column', async () => {
    await workbench.page.setViewportSize({ width: 760, height: 800 });
    await dashboard.chart('CPU').waitFor();
    await workbench.screenshot('dashboard-6-narrow');
    await workbench.page.setViewportSize({ width: 1280, height: 800 });
  });

  it('is there again after a reload, with what was chosen', async () => {
    await workbench.reloadOnceKept();
    await dashboard.chart('CPU').locator('canvas').waitFor({ timeout: 60_000 });
    assert.equal(await dashboard.range('Now').isChecked(), true);
    assert.match(await dashboard.frame.locator('h1').innerText(), /PDF Worker/);
    await workbench.screenshot('dashboard-7-reloaded');
  });
});
