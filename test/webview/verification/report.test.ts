import assert from 'node:assert/strict';
import { closeBrowser } from '../support/browser.js';
import { afterRunning, againPage, endedPage, runningPage } from '../support/pages.js';
import { ReportPage } from '../support/reportPage.js';

describe('the page of a verification', () => {
  let report: ReportPage;
  before(async () => {
    report = await ReportPage.open();
  });
  beforeEach(() => report.begin());
  afterEach(() => assert.deepEqual([report.errors, report.refused, report.strayed], [[], [], []]));
  after(async () => {
    await report.close();
    await closeBrowser();
  });

  it('says that it listens, and shows nothing before it is told', async () => {
    assert.deepEqual(report.heard, [{ name: 'ready', content: null }]);
    assert.equal(await report.page.locator('main').innerText(), '');
  });

  it('shows the sentence, the checks in their sections, the figures and the watch', async () => {
    await report.show(endedPage());
    const { page } = report;
    assert.match(await page.locator('h1').innerText(), /^shop is not verified: 1 of 4 required checks failed/);
    assert.deepEqual(await page.locator('h2').allInnerTexts(), [
      'Service health',
      'Load balancing',
      'Performance',
      'CPU and memory',
      'Alerts',
      'Before and after',
      'The time after it',
    ]);
    assert.deepEqual(await page.locator('.check span.verdict').allInnerTexts(), [
      'failed',
      'passed',
      'could not tell',
      'passed',
      'failed',
      'could not tell',
    ]);
    const text = await page.locator('main').innerText();
    for (const words of [
      '2 of 3 replicas healthy',
      'Read the logs',
      'recommended',
      '84 %',
      '46 %',
      'Something became worse',
    ])
      assert.ok(text.includes(words), `${words} is not in: ${text}`);
  });

  it('has the bars before and after on one scale, with the bound', async () => {
    await report.show(endedPage());
    const widths = await report.page
      .locator('.figures svg.bars')
      .first()
      .evaluate((svg) =>
        [...svg.querySelectorAll('rect, line')].map((shape) => [
          shape.getAttribute('class'),
          Number(shape.getAttribute('width') ?? shape.getAttribute('x1')),
        ]),
      );
    const byName = Object.fromEntries(widths) as Record<string, number>;
    assert.equal(byName['bar-before'], 118);
    assert.ok(Math.abs((byName['bar-after'] ?? 0) - (118 * 46) / 84) < 0.1);
    assert.ok((byName['bar-bound'] ?? 0) > (byName['bar-after'] ?? 0));
  });

  it('unfolds the evidence of a check', async () => {
    await report.show(endedPage());
    const check = report.page.locator('.check').first();
    assert.equal(await check.locator('.facts').isVisible(), false);
    await check.locator('summary').click();
    assert.deepEqual(await check.locator('.facts tbody tr').allInnerTexts(), [
      'passed\tworker-1\thealthy',
      'failed\tworker-2\tunhealthy: connect ECONNREFUSED',
      'passed\tworker-3\thealthy',
    ]);
  });

  it('tells the host which button was pressed, and of which check, and nothing else', async () => {
    await report.show(endedPage());
    const { page } = report;
    await page.getByRole('button', { name: 'Verify Again' }).click();
    await page.locator('.check').first().getByRole('button', { name: 'Open Logs' }).click();
    await report.waitForHeard('pressOn');
    assert.deepEqual(report.heard.slice(1), [
      { name: 'press', content: { button: 'verify-again' } },
      { name: 'pressOn', content: { check: 'replicas-healthy:worker', button: 'open-logs' } },
    ]);
  });

  it('runs a check again, once at a time, and keeps the focus on its button', async () => {
    await report.show(againPage('pass'));
    const button = report.page.getByRole('button', { name: 'Run Again: Web: Health URLs answer' });
    await button.focus();
    await report.page.keyboard.press('Enter');
    assert.deepEqual((await report.waitForHeard('again')).content, { check: 'health-url:web' });
    await report.tell('show', againPage('running'));
    assert.equal(await button.getAttribute('aria-disabled'), 'true');
    assert.equal(await button.evaluate((element) => element === document.activeElement), true);
    await report.page.keyboard.press('Enter');
    await report.tell('show', againPage('pass'));
    assert.equal(await button.evaluate((element) => element === document.activeElement), true);
    assert.equal(report.heard.filter(({ name }) => name === 'again').length, 1);
  });

  it('says why a check could not be run again', async () => {
    await report.show(againPage('pass'));
    const button = report.page.getByRole('button', { name: 'Run Again: Web' });
    report.answer = () => Promise.resolve({ refusal: 'Its stack is not there any more.' });
    await button.click();
    await report.page.getByText('Its stack is not there any more.').waitFor({ state: 'attached' });
  });

  it('keeps what a person has unfolded, and every element, while it goes on', async () => {
    await report.show(runningPage(1));
    const { page } = report;
    await page.locator('.check summary').first().click();
    const first = await page.locator('.check').first().elementHandle();
    await report.tell('show', runningPage(2));
    await report.tell('show', afterRunning());
    assert.equal(await page.locator('.check details').first().getAttribute('open'), '');
    assert.equal(
      await page
        .locator('.check')
        .first()
        .evaluate((now, then) => now === then, first),
      true,
    );
    assert.equal(await page.locator('.check').count(), 3);
  });

  it('leaves the focus with the sentence where the button that had it is gone', async () => {
    await report.show(runningPage(1));
    await report.page.getByRole('button', { name: 'Cancel' }).focus();
    await report.tell('show', runningPage(2));
    const focused = (): Promise<string> => report.page.evaluate(() => document.activeElement?.textContent ?? '');
    assert.equal(await focused(), 'Cancel');
    await report.tell('show', afterRunning());
    assert.match(await focused(), /^shop is not verified/);
  });

  it('says aloud what came of it, once, and not how it goes on', async () => {
    await report.show(runningPage(0));
    const said: string[] = [];
    for (const page of [runningPage(1), runningPage(2), afterRunning(), afterRunning()]) {
      await report.tell('show', page);
      said.push(await report.spoken());
    }
    const sentence = 'shop is not verified: 1 of 3 required checks failed.';
    assert.deepEqual(said, ['', '', sentence, sentence]);
  });

  it('does not read out a report that was there before', async () => {
    await report.show(endedPage());
    assert.equal(await report.spoken(), '');
  });

  it('keeps which report it is and what is unfolded, and has it again when it comes back', async () => {
    await report.show(endedPage());
    await report.page.locator('.check summary').nth(2).click();
    await report.page.waitForFunction('window.keptState?.unfolded?.length === 1');
    const kept = (await report.kept()) as { readonly verification: string };
    assert.equal(kept.verification, 'v-1');
    await report.begin({ state: kept });
    await report.show(endedPage());
    assert.deepEqual(
      await report.page
        .locator('.check details')
        .evaluateAll((all) => all.map((details) => (details as HTMLDetailsElement).open)),
      [false, false, true, false],
    );
  });

  it('forgets what it kept of another report', async () => {
    await report.begin({ state: { verification: 'other', unfolded: ['replicas-healthy:worker'], scrolledTo: 0 } });
    await report.show(endedPage());
    assert.equal(await report.page.locator('.check details[open]').count(), 0);
  });
});
