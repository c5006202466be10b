import assert from 'node:assert/strict';
import type { Started } from '../stack.test.js';
import { ReportView } from '../support/reportView.js';

export const verification = (at: () => Started): void =>
  void describe('verification', () => {
    it('passes, and opens its report', async () => {
      const { workbench } = at();
      const report = new ReportView(workbench.page);
      await workbench.runCommand('Scalebook: Verify Stack (Quick)');
      const told = await workbench.notifications.waitFor(/is (not )?verified/, 60_000);
      await workbench.notifications.press(/verified/, 'Open Report');
      await report.waitForSentence(/verified/);
      const text = await report.text();
      await workbench.screenshot('verification-stack-dark');
      assert.match(told, /is verified: all \d+ required checks pass/, text);
      for (const words of ['Frontend', 'Backend', 'PDF Worker', '3 of 3 replicas healthy', 'status 200'])
        assert.ok(text.includes(words), `${words} is not in: ${text}`);
    });

    it('of one service asks every replica, the load balancer and the logs', async () => {
      const { workbench } = at();
      const report = new ReportView(workbench.page);
      await workbench.runCommand('Scalebook: Verify Service');
      await workbench.quickInput.waitFor('Verify Service');
      await workbench.quickInput.type('Backend');
      await workbench.quickInput.accept();
      await report.waitForSentence(/^Backend is (not )?verified: /, 180_000);
      const text = await report.text();
      await workbench.screenshot('verification-service-dark');
      for (const words of ['Each replica answers from inside', 'Flow: Upload a PDF', 'No new errors in the logs'])
        assert.ok(text.includes(words), `${words} is not in: ${text}`);
    }).timeout(240_000);

    after(async () => {
      await at().workbench.clearNotifications();
      await at().workbench.closeEditors();
    });
  });
