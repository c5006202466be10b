import assert from 'node:assert/strict';
import { closeBrowser } from '../support/browser.js';
import { contrasts } from '../support/contrasts.js';
import { againPage, endedPage, runningPage } from '../support/pages.js';
import { ReportPage } from '../support/reportPage.js';
import { themes, type Theme } from '../support/themes.js';

describe('the page of a verification for whoever cannot see it, or has no mouse', () => {
  let report: ReportPage;
  before(async () => {
    report = await ReportPage.open();
  });
  beforeEach(() => report.begin());
  after(async () => {
    await report.close();
    await closeBrowser();
  });

  it('has one main with one first heading, sections named by theirs, lists and a table', async () => {
    await report.show(endedPage());
    const tree = (await report.page.locator('body').ariaSnapshot()).replaceAll("'", '');
    for (const line of [
      '- main:',
      '- heading "shop is not verified: 1 of 4 required checks failed, 1 could not be told; 1 recommended check failed and 1 could not be told." [level=1]',
      '- region "Service health":',
      '- heading "Service health" [level=2]',
      '- button "Verify Again"',
      '- button "Open Logs: PDF Worker: Every replica runs and is healthy"',
      '- button "Run Again: PDF Worker: Every replica runs and is healthy"',
      '- table "Before and after":',
      '- rowheader "the cpuAverage (warning from',
      '- cell "84 %"',
    ])
      assert.ok(tree.includes(line), `${line} is not in:\n${tree}`);
    assert.equal(await report.page.locator('main').count(), 1);
    assert.equal(await report.page.locator('h1').count(), 1);
    assert.doesNotMatch(tree, /- (img|graphics-document)/);
  });

  it('reads a check as a whole: how it is, what, of what, and what shows it', async () => {
    await report.show(endedPage());
    const summary = await report.page.locator('summary').first().innerText();
    const words = summary.split(/\s*\n\s*/).filter(Boolean);
    assert.deepEqual(words, [
      'failed',
      'PDF Worker',
      'Every replica runs and is healthy',
      '2 of 3 replicas healthy; worker-2: unhealthy: connect ECONNREFUSED',
      '1.2 s',
    ]);
  });

  it('has a progress bar with a name and figures while it runs', async () => {
    await report.show(runningPage(1));
    const bar = report.page.getByRole('progressbar', { name: 'Checks made' });
    assert.deepEqual([await bar.getAttribute('value'), await bar.getAttribute('max')], ['1', '3']);
    assert.equal(await report.page.locator('main').getAttribute('aria-busy'), 'true');
  });

  it('is gone through by Tab from top to bottom, each stop with a name and in sight', async () => {
    await report.show(againPage('pass'));
    const stops: string[] = [];
    for (let press = 0; press < 20; press += 1) {
      await report.page.keyboard.press('Tab');
      const stop = await report.page.evaluate(() => {
        const active = document.activeElement;
        if (!active || active === document.body) return undefined;
        // A part of the toolkit has its own focus inside.
        const { outlineStyle } = getComputedStyle(active.shadowRoot?.activeElement ?? active);
        const { opacity } = getComputedStyle(active);
        const name = active.getAttribute('aria-label') ?? (active as HTMLElement).innerText.split('\n')[0] ?? '';
        return `${active.tagName.toLowerCase()} ${name} ${outlineStyle === 'none' || opacity === '0' ? 'UNSEEN' : ''}`.trim();
      });
      if (stop === undefined) break;
      stops.push(stop);
    }
    assert.deepEqual(stops, [
      'vscode-button Verify Again',
      'vscode-button Export as Markdown…',
      'vscode-button Export as JUnit XML…',
      'vscode-button Open Dashboard…',
      'summary passed',
      'button Run Again: Web: Health URLs answer through the load balancer',
      'summary passed',
      'button Run Again: No new alert fires',
    ]);
  });

  it('is unfolded and pressed by the keyboard', async () => {
    await report.show(endedPage());
    await report.page.locator('summary').first().focus();
    await report.page.keyboard.press('Space');
    assert.equal(await report.page.locator('.facts').first().isVisible(), true);
    await report.page.keyboard.press('Enter');
    assert.equal(await report.page.locator('.facts').first().isVisible(), false);
  });

  it('stands still for whoever wants it to', async () => {
    const animation = (): Promise<string> =>
      report.page
        .locator('.icon-running')
        .first()
        .evaluate((icon) => getComputedStyle(icon).animationName);
    await report.show(runningPage(1));
    assert.equal(await animation(), 'turn');
    await report.page.evaluate(() => document.body.classList.add('vscode-reduce-motion'));
    assert.equal(await animation(), 'none');
    await report.begin({ reducedMotion: 'reduce' });
    await report.show(runningPage(1));
    assert.equal(await animation(), 'none');
  });

  for (const theme of Object.keys(themes) as Theme[]) {
    it(`can be read in the theme ${theme}`, async () => {
      await report.begin({ theme });
      await report.show(endedPage());
      await report.page.locator('summary').first().press('Enter');
      const low = (await contrasts(report.page)).filter(({ ratio }) => ratio < 4.5);
      await report.screenshot(`webview-verification-${theme}`);
      assert.deepEqual(low, []);
    });
  }

  for (const width of [320, 480, 700, 1400]) {
    it(`fits in ${width} pixels, and hides no figure`, async () => {
      await report.begin({ width });
      await report.show(endedPage());
      await report.page.locator('summary').first().click();
      const [scrolls, inner] = await report.page.evaluate(() => [
        document.documentElement.scrollWidth,
        window.innerWidth,
      ]);
      await report.screenshot(`webview-verification-${width}`);
      const figures = await report.page.locator('.figures td.figure').allInnerTexts();
      const visible = await report.page.locator('.figures td.figure').first().isVisible();
      assert.equal(scrolls, inner);
      assert.ok(visible && figures.includes('84 %') && figures.includes('46 %'));
    });
  }
});
