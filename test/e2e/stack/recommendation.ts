import assert from 'node:assert/strict';
import type { Started } from '../stack.test.js';
import { overridePlan } from '../support/overridePlan.js';
import { containersByService } from '../support/containers.js';
import { emptyQueue, fillQueue } from '../support/jobQueue.js';

const readMs = 60_000;
/** More jobs than three workers do in ten minutes. */
const jobs = 6000;
/** What was told of the queue goes once it has been short for a while. */
const calmMs = 180_000;

export const recommendation = (at: () => Started): void =>
  void describe('recommendation', () => {
    before(async () => {
      await at().workbench.openSidebar();
      await fillQueue(jobs);
    });

    // First: a notification hides by itself after a while.
    it('is told of once, with what can be done about it', async () => {
      const { workbench } = at();
      const told = await workbench.notifications.waitFor(/Scale PDF Worker to \d+ now/, readMs);
      assert.match(told, /Scale PDF Worker to \d+ now: \d+ waiting jobs \(> 200\)/);
      const [scale, ...others] = await workbench.notifications.buttons(/Scale PDF Worker to/);
      assert.match(scale ?? '', /^Scale to \d+$/);
      assert.deepEqual(others, ['Open Checklist', 'Snooze 15 min', 'Why?']);
      await workbench.screenshot('recommendation-told-dark');
    });

    it('is explained on a page, with every signal, the row of the matrix and the arithmetic', async () => {
      const { workbench } = at();
      await workbench.notifications.press(/Scale PDF Worker to/, 'Why?');
      const text = await workbench.pageText('What it means');
      assert.match(text, /Scale PDF Worker to \d+ now: \d+ waiting jobs \(> 200\)/);
      for (const part of [
        'Queue depth > 200',
        'at 50 for each replica make',
        'Sustained high CPU',
        'api/jobs/metrics',
        'System Overview',
      ])
        assert.ok(text.includes(part), `${part} is not in: ${text}`);
      await workbench.screenshot('explain-dark');
      await workbench.closeEditors();
    });

    it('stands on the row with its cause, and in the status bar', async () => {
      const { workbench } = at();
      await workbench.tree.waitForDescription('PDF Worker', /scale to 10: \d+ waiting jobs/, readMs);
      // Of several services that are as bad it names the first, and a slow machine can make a backend so.
      const spoken = await workbench.statusBar.waitForSpoken(/^Scalebook: critical: /, readMs);
      const [, named = ''] = /: critical: (PDF Worker \d+ waiting jobs \(> 200\)|Frontend|Backend)/.exec(spoken) ?? [];
      assert.notEqual(named, '', spoken);
      await workbench.screenshot('recommendation-dark');
    });

    it('is in the tooltip of the status bar, with a link to its plan', async () => {
      const { workbench } = at();
      const hover = await workbench.statusBar.hover();
      await hover.filter({ hasText: 'Queue' }).waitFor();
      await workbench.screenshot('recommendation-tooltip-dark');
      await hover.getByText('Scale to 10', { exact: true }).click();
      await workbench.quickInput.waitFor('Scale PDF Worker 3 → 10');
      await workbench.quickInput.escape();
    });

    it('is marked where one chooses a service, and what the count begins with', async () => {
      const { workbench } = at();
      const { quickInput } = workbench;
      await workbench.runCommand('Scalebook: Scale Service');
      await quickInput.row('recommended: 10').waitFor();
      const items = await quickInput.items();
      const recommended = items.filter((item) => item.includes('recommended: '));
      assert.deepEqual(items.slice(0, recommended.length), recommended, 'what has something to do comes first');
      await workbench.screenshot('choose-recommended-dark');
      await quickInput.row('recommended: 10').click();
      await quickInput.waitFor('Scale PDF Worker');
      assert.equal(await quickInput.value(), '10');
      await quickInput.widget.locator('.quick-input-message', { hasText: /adds 7 replicas · needs .* free/ }).waitFor();
      await workbench.screenshot('count-recommended-dark');
      await quickInput.escape();
    });

    it('is one click away from its plan, and carried out', async () => {
      const { workbench } = at();
      await workbench.page.mouse.move(800, 300);
      await workbench.tree.pressInline('PDF Worker', 'Scale as Recommended…');
      await workbench.quickInput.waitFor('Scale PDF Worker 3 → 10');
      await workbench.screenshot('plan-recommended-dark');
      await workbench.quickInput.accept();
      await workbench.notifications.waitFor('PDF Worker runs 10 of 10', 120_000);
      assert.equal((await containersByService()).get('pdf-worker')?.length, 10);
      await workbench.clearNotifications();
    });

    after(async function () {
      this.timeout(120_000 + calmMs);
      const { workbench } = at();
      await emptyQueue();
      await workbench.runCommand('Scalebook: Return to Baseline');
      await workbench.quickInput.waitFor('Return to baseline');
      // Step by step it would take ten minutes.
      await workbench.quickInput.row('In one step instead').click();
      await workbench.quickInput.row('Step by step instead').waitFor();
      await overridePlan(workbench, 'the test is over');
      await workbench.notifications.waitFor('PDF Worker runs 3 of 3', 90_000);
      await workbench.tree.waitForCalm('PDF Worker', calmMs);
      await workbench.clearNotifications();
    });
  });
