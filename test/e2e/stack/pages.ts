import assert from 'node:assert/strict';
import type { Started } from '../stack.test.js';

export const pages = (at: () => Started): void =>
  void describe('pages', () => {
    before(() => at().workbench.openSidebar());

    it('the schedule shows what is ahead, with its counts and times', async () => {
      const { workbench } = at();
      await workbench.runCommand('Scalebook: Show Schedule');
      const text = await workbench.pageText('What is coming');
      for (const part of ['Monday morning', 'Business hours', 'Late night', '08:00'])
        assert.ok(text.includes(part), `${part} is not in: ${text}`);
      await workbench.screenshot('schedule-dark');
      await workbench.closeEditors();
    });

    it('the rules in force read as a runbook file', async () => {
      const { workbench } = at();
      await workbench.runCommand('Scalebook: Open Runbook');
      await workbench.notifications.waitFor('has no runbook file: these are the rules in force');
      await workbench.page.locator('.monaco-editor .view-lines').getByText('services').first().waitFor();
      await workbench.screenshot('runbook-dark');
      assert.deepEqual(await workbench.notifications.buttons('has no runbook file'), ['Create Runbook']);
      await workbench.clearNotifications();
      await workbench.closeEditors();
    });
  });
