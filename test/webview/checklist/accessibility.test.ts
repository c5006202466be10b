import assert from 'node:assert/strict';
import { scalingContext } from '../../unit/support/scalingChecklist.js';
import { axeViolations } from '../support/axe.js';
import { closeBrowser } from '../support/browser.js';
import { checklistPage, ChecklistPanelPage } from '../support/checklistPanel.js';
import { contrasts } from '../support/contrasts.js';
import { themes, type Theme } from '../support/themes.js';

describe('the checklist panel for who cannot see it, or has no mouse', () => {
  let panel: ChecklistPanelPage;
  before(async () => {
    panel = await ChecklistPanelPage.open();
  });
  beforeEach(() => panel.begin());
  after(async () => {
    await panel.close();
    await closeBrowser();
  });

  /** With everything unfolded and asked that can be. */
  const openAll = async (): Promise<void> => {
    const { page } = panel;
    for (const box of await page.locator('.box').all()) {
      if (!(await box.isVisible())) continue;
      await box.focus();
      await page.keyboard.press('ArrowRight');
    }
    await page.getByRole('button', { name: /^Not needed here/ }).click();
    await page.locator('[data-item="Host resources"] > .row > .box').click();
    await page.locator('.fence', { hasText: 'prune' }).locator('[data-button="run"]').click();
  };

  for (const theme of Object.keys(themes) as Theme[]) {
    it(`axe has nothing against it in the theme ${theme}, and it can be read`, async () => {
      await panel.begin({ theme });
      await panel.show(checklistPage(scalingContext()));
      await panel.screenshot(`webview-checklist-${theme}`);
      assert.deepEqual(await axeViolations(panel.page), []);
      await openAll();
      await panel.page.setViewportSize({ width: 1000, height: 1700 });
      await panel.screenshot(`webview-checklist-open-${theme}`);
      assert.deepEqual(await axeViolations(panel.page), []);
      assert.deepEqual(
        (await contrasts(panel.page)).filter(({ ratio }) => ratio < 4.5),
        [],
      );
    });
  }

  for (const [width, height] of [
    [320, 800],
    [480, 800],
    [700, 400],
    [1400, 900],
  ] as const) {
    it(`fits in ${width} by ${height} pixels`, async () => {
      await panel.begin({ width, height });
      await panel.show(checklistPage(scalingContext()));
      await panel.screenshot(`webview-checklist-${width}`);
      await openAll();
      const [scrolls, inner] = await panel.page.evaluate(() => [
        Math.max(document.documentElement.scrollWidth, document.querySelector('main')?.scrollWidth ?? 0),
        window.innerWidth,
      ]);
      await panel.screenshot(`webview-checklist-open-${width}`);
      assert.ok(scrolls <= inner, `${scrolls} of ${inner}`);
      assert.ok(await panel.page.locator('.next').isVisible());
    });
  }
});
