import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readChecklist } from '../../../src/core/checklist/markdown/main.js';
import { contextOf } from '../../unit/support/checklistDocuments.js';
import { scalingContext } from '../../unit/support/scalingChecklist.js';
import { axeViolations } from '../support/axe.js';
import { closeBrowser } from '../support/browser.js';
import { checklistPage, ChecklistPanelPage } from '../support/checklistPanel.js';
import { contrasts } from '../support/contrasts.js';
import { themes, type Theme } from '../support/themes.js';

describe('the checklist panel for whoever cannot see it, or has no mouse', () => {
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

  it('axe has nothing against the checklist that ships', async () => {
    await panel.begin({ height: 1400, theme: 'light' });
    const shipped = readChecklist(readFileSync('media/scaling-checklist.md', 'utf8'));
    await panel.show(checklistPage(contextOf(shipped)));
    await panel.screenshot('webview-checklist-shipped');
    assert.deepEqual(await axeViolations(panel.page), []);
  });

  it('is gone through by Tab, and from box to box by the arrows', async () => {
    await panel.show(checklistPage(scalingContext()));
    const { page } = panel;
    const stops: string[] = [];
    for (let press = 0; press < 14; press += 1) {
      await page.keyboard.press('Tab');
      stops.push(
        await page.evaluate(() => {
          const active = document.activeElement;
          const inner = active?.shadowRoot?.activeElement ?? active;
          const item = active?.closest<HTMLElement>('[data-item]')?.dataset['item'] ?? '';
          const isSeen = inner !== null && getComputedStyle(inner).outlineStyle !== 'none';
          const name = active?.matches('.box') ? 'box' : (active as HTMLElement | null)?.innerText.split('\n')[0];
          return `${item} ${name ?? ''}${isSeen ? '' : ' UNSEEN'}`.trim();
        }),
      );
    }
    assert.deepEqual(stops, [
      'Export…',
      'Change Target…',
      'End Checklist',
      'Pre-scaling',
      'During',
      'After',
      'Close Stage',
      'Metrics reviewed box',
      'Decision justified box',
      'Instance counts noted box',
      'Host resources box',
      'Host resources Why?',
      'Host resources Scale to 10…',
      'Dashboards open box',
    ]);
    const focused = (): Promise<string> =>
      page.evaluate(() => document.activeElement?.closest<HTMLElement>('[data-item]')?.dataset['item'] ?? '');
    const found: string[] = [];
    for (const key of ['ArrowUp', 'ArrowUp', 'ArrowDown', 'End', 'Home']) {
      await page.keyboard.press(key);
      found.push(await focused());
    }
    assert.deepEqual(found, [
      'Host resources',
      'Instance counts noted',
      'Host resources',
      'The team knows that it is done',
      'Metrics reviewed',
    ]);
    await page.keyboard.press('Enter');
    assert.equal(await page.locator('.twistie[aria-expanded="true"]').count(), 1);
  });

  it('has a heading for the run and for each stage, boxes with their names and what shows them', async () => {
    await panel.show(checklistPage(scalingContext()));
    const tree = (await panel.page.locator('body').ariaSnapshot()).replaceAll("'", '');
    for (const line of [
      '- banner:',
      '- heading "Scale PDF Worker 3 → 10" [level=1]',
      '- navigation "Stages":',
      '- main:',
      '- region "Pre-scaling":',
      '- heading "Pre-scaling" [level=3]',
      '- checkbox "Metrics reviewed" [checked]',
      '- checkbox "Host resources"',
      '- button "Scale to 10…: Host resources"',
      '- contentinfo:',
      '- status',
    ])
      assert.ok(tree.includes(line), `${line} is not in:\n${tree}`);
    const described = await panel.page.locator('[data-item="Host resources"] .box').evaluate((box) =>
      (box.getAttribute('aria-describedby') ?? '')
        .split(' ')
        .map((id) => document.getElementById(id)?.textContent)
        .join(' '),
    );
    assert.equal(described, 'fails needs 14 GiB, 11 free');
  });

  it('stands still for whoever wants it to', async () => {
    await panel.begin({ reducedMotion: 'reduce' });
    await panel.show(checklistPage(scalingContext()));
    const moving = await panel.page.evaluate(() => document.getAnimations().length);
    assert.equal(moving, 0);
  });

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
