import assert from 'node:assert/strict';
import type { Started } from '../stack.test.js';
import { overridePlan } from '../support/overridePlan.js';
import { teamCounts } from '../support/teamCounts.js';

const operationMs = 120_000;

export const profiles = (at: () => Started): void =>
  void describe('several services in one plan', function () {
    this.timeout(240_000);

    before(() => at().workbench.openSidebar());

    it('takes the counts of a profile: 2, 2 and 6 for twice the traffic', async () => {
      const { workbench } = at();
      const { quickInput } = workbench;
      await workbench.runCommand('Scalebook: Apply Profile');
      await quickInput.waitFor('Apply Profile to up-schedule-generator');
      await quickInput.row('Moderate load, 2x traffic').waitFor();
      const choices = (await quickInput.items()).join('\n');
      assert.match(choices, /Moderate load, 2x traffic.*Frontend 1 → 2 · Backend 1 → 2 · PDF Worker 3 → 6/);
      await workbench.screenshot('profiles-dark');
      await quickInput.type('2x');
      await quickInput.accept();

      await quickInput.waitFor('Moderate load, 2x traffic: Backend 1 → 2');
      await quickInput.row('Change 3 services').waitFor();
      const sheet = (await quickInput.items()).join('\n');
      assert.match(sheet, /Second Backend: 100 connections of 100, which leaves nothing of the 3 in reserve/);
      assert.match(sheet, /Raise to 150/);
      await workbench.screenshot('plan-profile-dark');
      await quickInput.accept();
      await workbench.notifications.waitFor(
        'Backend runs 2 of 2, PDF Worker 6 of 6 and Frontend 2 of 2, all healthy',
        operationMs,
      );
      await workbench.screenshot('result-profile-dark');
      assert.deepEqual(await teamCounts(), [2, 2, 6]);
      await workbench.clearNotifications();
    });

    it('says which of the profiles is so already', async () => {
      const { workbench } = at();
      const { quickInput } = workbench;
      await workbench.runCommand('Scalebook: Apply Profile');
      await quickInput.waitFor('Apply Profile to up-schedule-generator');
      await quickInput.row('PDF Worker 6 · as it is now').waitFor();
      await quickInput.escape();
    });

    it('takes any counts, in one step where a person wants that and says why', async () => {
      const { workbench } = at();
      const { quickInput } = workbench;
      await workbench.runCommand('Scalebook: Scale Stack');
      await quickInput.waitFor('Scale up-schedule-generator');
      await quickInput.row('PDF Worker').waitFor();
      await quickInput.type('frontend=1 pdf-worker=11');
      await quickInput.row('Frontend 2 → 1 · PDF Worker 6 → 11').waitFor();
      await workbench.screenshot('scale-stack-dark');
      await quickInput.accept();

      await quickInput.waitFor('PDF Worker 6 → 11');
      await quickInput.row('Cannot start').waitFor();
      await workbench.screenshot('plan-stack-dark');
      await quickInput.row('In one step instead').click();
      await quickInput.row('In one step: nothing is looked at on the way').waitFor();
      await workbench.screenshot('plan-one-step-dark');
      await overridePlan(workbench, 'the load test is over', 'override-reason-dark');
      await workbench.notifications.waitFor(/PDF Worker runs 11 of 11/, operationMs);
      assert.deepEqual(await teamCounts(), [1, 2, 11]);
      await workbench.clearNotifications();
    });

    it('keeps the reason in the report beside the result', async () => {
      const { workbench } = at();
      await workbench.runCommand('Scalebook: Show Details from History');
      await workbench.quickInput.waitFor('Show Details');
      await workbench.quickInput.accept();
      const report = await workbench.pageText('Overridden by a person');
      assert.match(report, /the load test is over/);
      assert.match(report, /Direct, each service in one step/);
      await workbench.closeEditors();
    });

    it('says in the tooltip what was done last and by whom, and that Compose would take it back', async () => {
      const { workbench } = at();
      const hover = await workbench.tree.tooltip('PDF Worker', 'Last operation');
      const text = await hover.innerText();
      await workbench.screenshot('tooltip-last-operation-dark');
      assert.match(text, /ago by you: .*PDF Worker runs 11 of 11/);
      assert.match(text, /A plain docker compose up would return it/);
      await workbench.page.mouse.move(900, 600);
    });

    it('has the baseline among the profiles, by its id for a keybinding', async () => {
      const { workbench } = at();
      const { quickInput } = workbench;
      await workbench.page.keyboard.press('Control+Alt+7');
      await quickInput.waitFor('Return to baseline');
      // Step by step it would take ten minutes.
      await quickInput.row('In one step instead').click();
      await quickInput.row('Step by step instead').waitFor();
      await overridePlan(workbench, 'the test is over');
      await workbench.notifications.waitFor('PDF Worker runs 3 of 3', operationMs);
      assert.deepEqual(await teamCounts(), [1, 1, 3]);
      await workbench.clearNotifications();
    });
  });
