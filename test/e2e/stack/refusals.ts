import assert from 'node:assert/strict';
import type { Started } from '../stack.test.js';
import { containersByService } from '../support/containers.js';

export const refusals = (at: () => Started): void =>
  void describe('what is refused', () => {
    it('a keybinding with a count that is no number: it is told, and nothing changes', async () => {
      const { workbench } = at();
      const before = await containersByService();
      await workbench.page.keyboard.press('Control+Alt+9');
      const told = await workbench.notifications.waitFor('"replicas" must be a whole number');
      assert.match(told, /Nothing was done/);
      assert.deepEqual(await containersByService(), before);
      await workbench.screenshot('refused-arguments-dark');
      await workbench.clearNotifications();
    });

    it('a profile that the runbook does not have: it is told which it has, with the way to choose one', async () => {
      const { workbench } = at();
      await workbench.page.keyboard.press('Control+Alt+6');
      await workbench.notifications.waitFor('has no profile "100x". Nothing was done; it has ');
      assert.deepEqual(await workbench.notifications.buttons('has no profile'), ['Choose Profile…']);
      await workbench.screenshot('refused-profile-dark');
      await workbench.notifications.press('has no profile', 'Choose Profile…');
      await workbench.quickInput.waitFor('Apply Profile to up-schedule-generator');
      await workbench.quickInput.escape();
      await workbench.clearNotifications();
    });

    it('a count above the maximum of the runbook: the plan says why, and Enter shows what can be done', async () => {
      const { workbench } = at();
      const before = await containersByService();
      await workbench.page.keyboard.press('Control+Alt+8');
      await workbench.quickInput.waitFor('3 → 99');
      await workbench.quickInput.row('Cannot start').waitFor();
      await workbench.screenshot('plan-blocked-dark');
      await workbench.quickInput.accept();
      await workbench.quickInput.waitFor('99 is outside 2 to 50');
      await workbench.quickInput.row('Open Runbook').waitFor();
      await workbench.screenshot('ways-out-dark');
      await workbench.quickInput.row('Fit to 50').click();
      await workbench.quickInput.waitFor('3 → 50');
      await workbench.quickInput.escape();
      assert.deepEqual(await containersByService(), before);
    });

    it('a count that is no number, while it is typed', async () => {
      const { workbench } = at();
      await workbench.runCommand('Scalebook: Scale Service');
      await workbench.quickInput.waitFor('Scale Service');
      await workbench.quickInput.type('PDF');
      await workbench.quickInput.accept();
      await workbench.quickInput.waitFor('Scale PDF Worker');
      for (const [typed, told] of [
        ['many', 'whole number'],
        ['51', 'maximum of 50'],
        ['1', 'minimum of 2'],
      ] as const) {
        await workbench.quickInput.type(typed);
        await workbench.quickInput.widget.locator('.quick-input-message', { hasText: told }).waitFor();
      }
      await workbench.screenshot('count-refused-dark');
      await workbench.quickInput.escape();
    });
  });
