import assert from 'node:assert/strict';
import type { Started } from '../stack.test.js';

export const verification = (at: () => Started): void =>
  void describe('verification', () => {
    it('passes, and opens its report', async () => {
      const { workbench } = at();
      await workbench.runCommand('Scalebook: Verify Stack');
      const told = await workbench.notifications.waitFor(/is (not )?verified/, 60_000);
      await workbench.notifications.press(/verified/, 'Open Report');
      const report = await workbench.pageText('Every replica runs and is healthy');
      await workbench.screenshot('verification-dark');
      assert.match(told, /is verified: all \d+ checks pass/, report);
      for (const word of ['frontend', 'backend', 'pdf-worker', '3 of 3 healthy', 'answers 200'])
        assert.ok(report.toLowerCase().includes(word), `${word} is not in: ${report}`);
    });

    after(async () => {
      await at().workbench.clearNotifications();
      await at().workbench.closeEditors();
    });
  });
