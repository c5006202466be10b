import assert from 'node:assert/strict';
import { readChecklist } from '../../../src/core/checklist/markdown/main.js';
import { tasksIn } from '../../../src/core/checklist/tasksIn.js';
import { linkTarget } from '../../../src/core/checklist/linkTarget.js';
import { imagePath } from '../../../src/core/checklist/imagePath.js';
import type { ContentPlaces } from '../../../src/view/checklist/contentInlines.js';
import { contextOf } from '../../unit/support/checklistDocuments.js';
import { runOf } from '../../unit/support/checklistRuns.js';
import { scalingContext } from '../../unit/support/scalingChecklist.js';
import { closeBrowser } from '../support/browser.js';
import { checklistPage, ChecklistPanelPage } from '../support/checklistPanel.js';
import { withTexts } from '../support/pages.js';

/** As the host's, for a file in `docs`. */
const places: ContentPlaces = {
  mayFollow: (href) => linkTarget(href, 'docs').target !== 'none',
  imageSource: (source) => {
    const path = imagePath(source, 'docs');
    return path === undefined ? undefined : `https://page.test/${path}`;
  },
};

const hostileMarkdown = `# <script>window.ran = 1</script> Runbook

<img src=x onerror="window.ran = 2"> <iframe src="https://evil.example"></iframe>

- [ ] <b onclick="window.ran = 3">bold</b> [script](javascript:window.ran=4) [command](command:workbench.action.quit)
- [ ] [data](data:text/html,<script>window.ran=5</script>) ![image](data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+) ![far](https://evil.example/a.png)
- [ ] [vbscript](vbscript:x) [file](file:///etc/passwd) [up](../../../etc/passwd) [web](https://example.com/) <https://user@evil.example>
- [ ] \`</code><script>window.ran = 6</script>\`
  \`\`\`bash
  echo "</code></pre><script>window.ran = 7</script>"
  \`\`\`
- [ ] {{constructor.constructor('window.ran = 8')()}} \u202egnp.exe

| <script>window.ran = 9</script> | b |
| --- | :-: |
| <style>* { display: none }</style> | ${'a'.repeat(400)} |

<style>* { display: none }</style>
<details ontoggle="window.ran = 10" open>x</details>
<svg onload="window.ran = 11">
<form action="https://evil.example"><input name=a><button>go</button></form>
`;

describe('hostile checklists in the panel', () => {
  let panel: ChecklistPanelPage;
  before(async () => {
    panel = await ChecklistPanelPage.open();
  });
  afterEach(() => assert.deepEqual([panel.errors, panel.refused, panel.strayed], [[], [], []]));
  after(async () => {
    await panel.close();
    await closeBrowser();
  });

  const unfoldAll = async (): Promise<void> => {
    for (const box of await panel.page.locator('.box').all()) await box.press('ArrowRight');
  };

  it('run nothing, load nothing, and stay text', async () => {
    await panel.begin();
    await panel.show(checklistPage(contextOf(readChecklist(hostileMarkdown)), 1, places));
    await unfoldAll();
    const { page } = panel;
    const seen = await page.evaluate(() => ({
      ran: (window as unknown as { ran?: number }).ran,
      tags: [...new Set([...document.querySelectorAll('main *')].map(({ tagName }) => tagName.toLowerCase()))],
      names: [
        ...new Set(
          [...document.querySelectorAll(':is(header, main, footer) *')].flatMap((element) =>
            element.getAttributeNames(),
          ),
        ),
      ],
      hidden: [...document.querySelectorAll('main')].filter((element) => !element.checkVisibility()).length,
    }));
    assert.equal(seen.ran, undefined);
    assert.equal(seen.hidden, 0);
    assert.deepEqual(
      seen.tags.filter((tag) => /script|style|iframe|^img$|svg:|form|object|embed|^b$|base|meta|link/.test(tag)),
      [],
    );
    assert.deepEqual(
      seen.names.filter((name) => /^on|href|^action|formaction|srcdoc|^src/.test(name)),
      [],
    );
    const text = await page.locator('main').innerText();
    for (const words of ['window.ran = 7', 'U+202E', 'bold'])
      assert.ok(text.includes(words), `${words} is not in ${text}`);
  });

  it('have links that say where they lead and are followed by the host alone, and only those that may be', async () => {
    await panel.begin();
    const { page } = panel;
    const shown = checklistPage(contextOf(readChecklist(hostileMarkdown)), 7, places);
    await panel.show(shown);
    const links = await page.locator('[data-link]').evaluateAll((all) => all.map((link) => link.getAttribute('title')));
    assert.deepEqual([...new Set(links)], ['https://evil.example', 'https://example.com/']);
    const web = links.indexOf('https://example.com/');
    const before = page.url();
    await page.getByRole('link', { name: 'web' }).click();
    await page.getByRole('link', { name: 'web' }).press('Enter');
    await page.getByText('script', { exact: true }).click();
    assert.equal(page.url(), before);
    const followed = panel.heard.filter(({ name }) => name === 'follow').map(({ content }) => content);
    assert.deepEqual(followed, [
      { version: 7, link: web },
      { version: 7, link: web },
    ]);
    const boxes = await page.locator('.box').evaluateAll((all) => all.map((box) => (box as HTMLInputElement).checked));
    // The text of a link that leads nowhere is a part of its item's label; that of another is not.
    assert.deepEqual(boxes, [true, false, false, false, false]);
  });

  for (const text of [
    '<img src=x onerror=alert(1)>',
    '"><script>alert(1)</script>',
    'a'.repeat(300),
    '\u202eabc',
    '',
  ]) {
    it(`${JSON.stringify(text.slice(0, 30))} is text wherever it stands`, async () => {
      await panel.begin();
      const made = checklistPage(scalingContext());
      const changed = withTexts(made, text, [
        'text',
        'title',
        'evidence',
        'who',
        'line',
        'alt',
        'target',
        'count',
        'note',
      ]);
      await panel.show(changed);
      await unfoldAll();
      assert.equal(await panel.page.locator('main script, main img, main iframe').count(), 0);
      assert.equal(await panel.page.locator('h1').textContent(), text);
      const [wide, window] = await panel.page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      assert.equal(wide, window);
    });
  }

  it('of 10,000 items show their beginning at once, answer a tick in between, and are whole in the end', async () => {
    const text = Array.from({ length: 10_000 }, (_, index) => `- [ ] step ${index}`).join('\n');
    const context = contextOf(readChecklist(text));
    assert.equal(tasksIn(context.document.blocks).length, 10_000);
    await panel.begin();
    await panel.tell('identify', { run: 'run-1' });
    await panel.tell('show', checklistPage(context));
    const { page } = panel;
    const atFirst = await page.locator('.box').count();
    assert.ok(atFirst > 20, `${atFirst} were there`);
    await page.locator('.box').nth(3).click();
    assert.equal(await page.locator('.box').nth(3).isChecked(), true);
    await page.locator('body[data-state="shown"]').waitFor();
    assert.equal(await page.locator('.box').count(), 10_000);
    assert.equal(await page.locator('.box').nth(3).isChecked(), true);
    await page.keyboard.press('End');
    assert.equal(await page.locator('.box').nth(9_999).isVisible(), true);
  });

  it('with one item nested in the other as deep as they are read, or one endless word, stay within the window', async () => {
    const nested = Array.from({ length: 60 }, (_, depth) => `${'  '.repeat(depth)}- [ ] level ${depth}`).join('\n');
    for (const text of [nested, `- [ ] ${'x'.repeat(5000)}`, `# ${'y'.repeat(5000)}\n\n- [ ] a`]) {
      await panel.begin({ width: 480 });
      await panel.show(checklistPage(contextOf(readChecklist(text), { run: runOf() })));
      const [wide, window] = await panel.page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      assert.equal(wide, window);
    }
  });
});
