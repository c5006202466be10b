import assert from 'node:assert/strict';
import type { VerificationPage } from '../../../src/protocol/verificationPage.js';
import { junitReport } from '../../../src/view/verification/junitReport.js';
import { richVerification } from '../../unit/support/richVerification.js';
import { closeBrowser } from '../support/browser.js';
import { endedPage, runningPage, withTexts } from '../support/pages.js';
import { ReportPage } from '../support/reportPage.js';

const hostile = [
  '<img src=x onerror="alert(1)">',
  '<script>alert(1)</script>',
  '</span><iframe src="https://evil.example"></iframe>',
  '<svg onload=alert(1)>',
  '<style>* { display: none }</style>',
  '"><a href="javascript:alert(1)">x</a>',
  "' onfocus=alert(1) autofocus '",
  '{{constructor.constructor("alert(1)")()}}',
  '&lt;b&gt;',
  'a'.repeat(300),
  `${'𝕏'.repeat(149)}…`,
  '\u202eabc',
  '',
];

/** Where a text of a page can come from a container, a file or a network; the others are Scalebook's own words. */
const fromElsewhere = ['text', 'circumstances', 'subject', 'title', 'evidence', 'of', 'said', 'service', 'metric'];

describe('hostile texts in the page of a verification', () => {
  let report: ReportPage;
  before(async () => {
    report = await ReportPage.open();
  });
  afterEach(() => assert.deepEqual([report.errors, report.refused, report.strayed], [[], [], []]));
  after(async () => {
    await report.close();
    await closeBrowser();
  });

  /** Tags of all elements in the page. */
  const tags = (): Promise<readonly string[]> =>
    report.page.evaluate(() => [
      ...new Set([...document.querySelectorAll('main *')].map(({ tagName }) => tagName.toLowerCase())),
    ]);

  for (const text of hostile) {
    it(`${JSON.stringify(text.slice(0, 40))} is text wherever it stands`, async () => {
      await report.show(endedPage());
      const known = new Set([...(await tags()), 'progress']);
      const pages: readonly VerificationPage[] = [withTexts(endedPage(), text), withTexts(runningPage(1), text)];
      for (const page of pages) {
        await report.tell('show', page);
        assert.deepEqual(
          (await tags()).filter((tag) => !known.has(tag)),
          [],
        );
        assert.equal(await report.page.locator('h1').textContent(), text);
        assert.equal(await report.page.locator('.check .title').first().textContent(), text);
      }
    });
  }

  it('make the page no wider than its window, however long they are', async () => {
    for (const text of ['a'.repeat(300), 'é'.repeat(300), '𝕏'.repeat(149)]) {
      for (const page of [
        withTexts(endedPage(), text, fromElsewhere),
        withTexts(runningPage(1), text, fromElsewhere),
      ]) {
        await report.show(page);
        for (const details of await report.page.locator('details').all())
          await details.evaluate((element) => element.setAttribute('open', ''));
        const [wide, window] = await report.page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
        assert.equal(wide, window, text.slice(0, 3));
      }
    }
  });

  it('take up no attribute that could do something', async () => {
    await report.show(withTexts(endedPage(), 'javascript:alert(1)'));
    const names = await report.page.evaluate(() => [
      ...new Set([...document.querySelectorAll('main, main *')].flatMap((element) => element.getAttributeNames())),
    ]);
    assert.deepEqual(
      names.filter((name) => /^on|^style$|href|^src|action|formaction|srcdoc/.test(name)),
      [],
    );
  });
});

describe('the policy of the page', () => {
  it('runs no script and no style but its own, and reaches no address', async () => {
    const report = await ReportPage.open();
    await report.show(endedPage());
    await report.page.evaluate(() => {
      const inPage = window as unknown as { ran?: boolean };
      inPage.ran = false;
      const script = document.createElement('script');
      script.textContent = 'window.ran = true';
      const style = document.createElement('style');
      style.textContent = 'h1 { display: none }';
      const image = document.createElement('img');
      image.src = 'https://evil.example/a.png';
      const frame = document.createElement('iframe');
      frame.src = 'https://evil.example/';
      document.body.append(script, style, image, frame);
      void fetch('https://evil.example/').catch(() => undefined);
      try {
        // eslint-disable-next-line @typescript-eslint/no-implied-eval -- it has to be refused
        setTimeout('window.ran = true');
      } catch {
        // As it should be.
      }
    });
    await report.page.waitForTimeout(200);
    assert.equal(await report.page.evaluate(() => (window as unknown as { ran?: boolean }).ran), false);
    assert.equal(await report.page.locator('h1').isVisible(), true);
    const kept = new Set(report.strayed.map((what) => what.split(' ')[0]));
    for (const directive of ['script-src-elem', 'style-src-elem', 'img-src', 'frame-src', 'connect-src'])
      assert.ok(kept.has(directive), `${directive} did not keep it: ${report.strayed.join('; ')}`);
    assert.ok(!kept.has('request'), report.strayed.join('; '));
    await report.close();
    await closeBrowser();
  });
});

describe('a JUnit report', () => {
  it('is what a browser takes for XML, whatever a container says', async () => {
    const report = await ReportPage.open();
    for (const text of [...hostile, ']]>', '\u0000\u001b[31m', '\ud800', '\uffff'])
      assert.deepEqual(
        await report.page.evaluate(
          (xml) => {
            const parsed = new DOMParser().parseFromString(xml, 'application/xml');
            return [parsed.querySelectorAll('parsererror').length, parsed.querySelectorAll('testcase').length];
          },
          junitReport(richVerification({ stack: text, context: text })),
        ),
        [0, 6],
        text,
      );
    await report.close();
    await closeBrowser();
  });
});
