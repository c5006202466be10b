import assert from 'node:assert/strict';
import type { Started } from '../stack.test.js';

const normalMs = 90_000;

export const statusBar = (at: () => Started): void =>
  void describe('status bar', () => {
    it('names the stack of the open folder, and tells of every service when pointed at', async () => {
      const { workbench } = at();
      // What has just started can be busy for a moment.
      await workbench.statusBar.waitForSpoken(/^Scalebook: normal: up-schedule-generator/, normalMs);
      await workbench.statusBar.waitFor('up-schedule-generator');
      const hover = await workbench.statusBar.hover();
      await hover.filter({ hasText: 'PDF Worker' }).waitFor();
      const text = await hover.innerText();
      for (const word of ['Docker context default', 'Frontend', 'Backend', 'redis', '3/3', 'normal'])
        assert.ok(text.includes(word), `${word} is not in: ${text}`);
      await workbench.screenshot('statusbar-dark');
      await workbench.page.mouse.move(800, 300);
    });
  });
