import type { Started } from '../stack.test.js';

export const logs = (at: () => Started): void =>
  void describe('logs', () => {
    it('follow all replicas of a service in one terminal', async () => {
      const { workbench } = at();
      await workbench.runCommand('Scalebook: Open Logs');
      await workbench.quickInput.waitFor('Open Logs');
      await workbench.quickInput.type('PDF');
      await workbench.quickInput.accept();
      const terminal = workbench.page.locator('.terminal-wrapper.active .xterm-rows');
      await terminal.filter({ hasText: /pdf-worker-\d +\| / }).waitFor();
      await workbench.screenshot('logs-dark');
      await workbench.runCommand('Terminal: Kill All Terminals');
      await terminal.waitFor({ state: 'hidden' });
    });

    // The editor explains its own terminal in one.
    after(() => at().workbench.clearNotifications());
  });
