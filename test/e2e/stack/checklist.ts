import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Started } from '../stack.test.js';
import { ChecklistView } from '../support/checklistView.js';
import { ReportView } from '../support/reportView.js';
import { containersByService } from '../support/containers.js';
import { emptyQueue } from '../support/jobQueue.js';
import { overridePlan } from '../support/overridePlan.js';

const soonMs = 30_000;
const operationMs = 120_000;
const madeMs = 60_000;
/** What was told of the queue goes once it has been short for a while. */
const calmMs = 180_000;

export const checklist = (at: () => Started): void =>
  void describe('checklist', function () {
    this.timeout(240_000);
    const folder = mkdtempSync(join(tmpdir(), 'scalebook-report-'));
    let panel: ChecklistView;
    let isAgainst = false;

    before(async () => {
      const { workbench } = at();
      panel = new ChecklistView(workbench.page);
      await workbench.openSidebar();
      await workbench.tree.waitForDescription('PDF Worker', '3/3 healthy', soonMs);
      await emptyQueue();
      await workbench.tree.waitForCalm('PDF Worker', calmMs);
      await workbench.clearNotifications();
    });

    it('begins for a service and a target', async () => {
      const { workbench } = at();
      const { quickInput } = workbench;
      await workbench.runCommand('Scalebook: Open Checklist');
      await quickInput.row('For a service').click();
      await quickInput.type('PDF Worker');
      await quickInput.row('PDF Worker').waitFor();
      await quickInput.accept();
      await quickInput.waitFor('Scale PDF Worker');
      await quickInput.type('10');
      await quickInput.accept();
      await panel.waitFor('Scale PDF Worker 3 → 10');
      assert.match(await panel.waitForTick('The present number of replicas', soonMs), /PDF Worker 3/);
      // How busy this machine is with tests decides whether it has room; that it was asked shows either way.
      await panel
        .item('The machine has CPU, memory and disk left')
        .getByText(/CPU: |Memory: /)
        .waitFor({ timeout: soonMs });
      await workbench.screenshot('checklist-begun-dark');
    });

    it('ticks against what is seen only with a reason, and what a person says by the person', async () => {
      const { workbench } = at();
      await panel.item('Somebody can step in').locator('input').first().click();
      await panel.waitForTick('Somebody can step in', soonMs);
      // A busy machine has reasons of its own to scale.
      isAgainst = await panel.tickAgainst('and say that more is needed', 'a drill, announced on Monday');
      await panel.waitForTick('and say that more is needed', soonMs);
      await panel.waitForNextAfter('and say that more is needed', soonMs);
      await workbench.screenshot('checklist-reason-dark');
    });

    it('scales from its own button, and ticks what it sees of it', async () => {
      const { workbench } = at();
      await panel.button('The scaling has been started', 'Scale to 10').click();
      await workbench.quickInput.waitFor('Scale PDF Worker 3 → 10');
      await workbench.quickInput.accept();
      assert.match(await panel.waitForTick('The scaling has been started', soonMs), /^PDF Worker 3 → 10: /);
      await workbench.screenshot('checklist-scaling-dark');
      assert.match(await panel.waitForTick('New replicas appear', operationMs), /^10 of 10 replicas are there/);
      await workbench.notifications.waitFor('PDF Worker runs 10 of 10', operationMs);
      assert.match(await panel.waitForTick('Every replica runs and is healthy', soonMs), /10 of 10 replicas/);
      assert.equal((await containersByService()).get('pdf-worker')?.length, 10);
      await workbench.clearNotifications();
    });

    it('takes its proof from a verification, begun by its own button', async () => {
      const { workbench } = at();
      await panel.button('The health addresses answer', 'Verify').click();
      const report = new ReportView(workbench.page);
      await report
        .check('Every replica has CPU to spare')
        .locator('.word', { hasText: 'passed' })
        .first()
        .waitFor({ timeout: madeMs });
      // The queue is looked at for minutes: what has been made by then counts.
      await report.button('Cancel').click();
      await report.waitForSentence(/^PDF Worker is not verified/);
      await workbench.page.locator('.tab', { hasText: 'Scale PDF Worker' }).click();
      await panel.waitFor('Scale PDF Worker 3 → 10');
      assert.match(await panel.waitForTick('CPU of each replica is below 60', soonMs), /verified \d\d:\d\d/);
      await panel.waitForTick('Memory of each replica is below 60', soonMs);
      await workbench.clearNotifications();
      await workbench.screenshot('checklist-verified-dark');
      await workbench.tree.waitForDescription('Scale PDF Worker 3 → 10', /^\d+ of \d+ · /);
    });

    it('exports all of it as one page', async () => {
      const { workbench } = at();
      const file = join(folder, 'report.md');
      await panel.headButton('Export').click();
      await workbench.quickInput.chooseFile(file);
      await workbench.notifications.waitFor('The report is saved as report.md', soonMs);
      const text = readFileSync(file, 'utf8');
      for (const part of [
        '# Scale PDF Worker 3 → 10',
        ...(isAgainst ? ['ticked because: a drill, announced on Monday'] : []),
        '10 of 10 replicas are there',
        '## Before and after',
        'Replicas',
      ])
        assert.ok(text.replaceAll('\\', '').includes(part), `${part} is not in: ${text}`);
      await workbench.clearNotifications();
    });

    it('is there again after the window was reloaded, with all its ticks', async () => {
      const { workbench } = at();
      await workbench.reloadOnceKept();
      await panel.waitFor('Scale PDF Worker 3 → 10');
      await panel.waitForTick('and say that more is needed', soonMs);
      await panel.waitForTick('New replicas appear', soonMs);
      await workbench.screenshot('checklist-reloaded-dark');
    });

    it('ends, and stays among those that are done', async () => {
      const { workbench } = at();
      await panel.headButton('End Checklist').click();
      await panel.frame.locator('footer', { hasText: /^Ended with \d+ of \d+ done/ }).waitFor();
      await workbench.clearNotifications();
      await workbench.closeEditors();
    });

    after(async function () {
      this.timeout(180_000);
      rmSync(folder, { recursive: true, force: true });
      const { workbench } = at();
      await workbench.openSidebar();
      await workbench.tree.waitForDescription('PDF Worker', '/10', soonMs);
      await workbench.runCommand('Scalebook: Return to Baseline');
      await workbench.quickInput.waitFor('Return to baseline');
      await workbench.quickInput.row('In one step instead').click();
      await workbench.quickInput.row('Step by step instead').waitFor();
      await overridePlan(workbench, 'the test is over');
      await workbench.notifications.waitFor('PDF Worker runs 3 of 3', 120_000);
      await workbench.clearNotifications();
    });
  });
