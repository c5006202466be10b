import assert from 'node:assert/strict';
import { readChecklist } from '../../../src/core/checklist/markdown/main.js';
import type { ChecklistPageState } from '../../../src/protocol/checklistContract.js';
import { contextOf } from '../../unit/support/checklistDocuments.js';
import { closeBrowser } from '../support/browser.js';
import { checklistPage, ChecklistPanelPage } from '../support/checklistPanel.js';

const first = `## One

- [ ] alpha
  \`\`\`bash
  echo alpha
  \`\`\`
- [ ] beta

## Two

- [ ] gamma
- [ ] delta

${'Prose.\n\n'.repeat(60)}
`;

describe('the checklist panel, as its file is edited and its window comes back', () => {
  let panel: ChecklistPanelPage;
  before(async () => {
    panel = await ChecklistPanelPage.open();
  });
  beforeEach(() => panel.begin());
  afterEach(() => assert.deepEqual([panel.errors, panel.refused, panel.strayed], [[], [], []]));
  after(async () => {
    await panel.close();
    await closeBrowser();
  });

  const pageOf = (text: string, version = 1) => checklistPage(contextOf(readChecklist(text)), version);
  const box = (words: string) => panel.page.locator('.item', { hasText: words }).locator('> .row > .box');
  const titles = (): Promise<string[]> => panel.page.locator('.title').allInnerTexts();

  it('leaves what was not edited as it is, and the focus, the unfolded and the place with what was', async () => {
    const { page } = panel;
    await panel.show(pageOf(first));
    await box('gamma').focus();
    await page.keyboard.press('ArrowRight');
    const one = await page.locator('section.stage').first().elementHandle();
    await page.locator('main').evaluate((main) => (main.scrollTop = 60));
    await panel.show(pageOf(first.replace('- [ ] delta', '- [ ] delta\n- [ ] epsilon'), 2));
    assert.equal(
      await page
        .locator('section.stage')
        .first()
        .evaluate((now, then) => now === then, one),
      true,
    );
    await page.getByText('epsilon').waitFor();
    assert.deepEqual(
      (await titles()).map((title) => title.split(' ')[0]),
      ['alpha', 'beta', 'gamma', 'delta', 'epsilon'],
    );
    assert.equal(await box('gamma').evaluate((element) => element === document.activeElement), true);
    assert.equal(await page.locator('.twistie[aria-expanded="true"]').count(), 1);
    assert.equal(await page.locator('main').evaluate(({ scrollTop }) => scrollTop), 60);
  });

  it('takes away what the file has no more, and puts the sections in its order', async () => {
    await panel.show(pageOf(first));
    await panel.show(pageOf('## Two\n\n- [ ] gamma\n\n## One\n\n- [ ] beta\n', 2));
    await panel.page.getByText('alpha').first().waitFor({ state: 'detached' });
    assert.deepEqual(await titles(), ['gamma', 'beta']);
    assert.deepEqual(await panel.page.locator('main h2').allInnerTexts(), ['Two', 'One']);
  });

  it('follows an edit that comes while the version before is still being built', async () => {
    const long = (word: string): string =>
      Array.from({ length: 4000 }, (_, index) => `- [ ] ${word} ${index}`).join('\n');
    await panel.tell('identify', { run: 'run-1' });
    await panel.tell('show', pageOf(`## A\n\n- [ ] same\n\n## B\n\n${long('old')}`));
    await panel.tell('show', pageOf(`## A\n\n- [ ] same\n\n## B\n\n${long('new')}`, 2));
    await panel.page.getByText('new 3999').waitFor({ state: 'attached' });
    assert.equal(await panel.page.locator('.box').count(), 4001);
    assert.equal(await panel.page.getByText('old 0', { exact: true }).count(), 0);
  });

  it('brings a heading into sight that a link leads to', async () => {
    await panel.begin({ height: 400, width: 1000 });
    const shown = pageOf(`${first}\n### Far down\n\n${'More.\n\n'.repeat(40)}`);
    await panel.show(shown);
    await panel.tell('reveal', { heading: 'far-down' });
    const top = await panel.page.getByText('Far down').evaluate((element) => element.getBoundingClientRect().top);
    assert.ok(top >= 0 && top < 400, `${top}`);
  });

  it('keeps which run it is, what is unfolded and where one was, and has it again after a reload', async () => {
    const { page } = panel;
    await panel.show(pageOf(first));
    await box('alpha').press('ArrowRight');
    await page.locator('main').evaluate((main) => main.scrollTo({ top: 200 }));
    await panel.until(async () => ((await panel.kept()) as ChecklistPageState).scrolledTo === 200);
    const kept = (await panel.kept()) as ChecklistPageState;
    assert.equal(kept.run, 'run-1');
    await panel.begin({ state: kept });
    await panel.show(pageOf(first));
    assert.equal(await page.locator('.fence', { hasText: 'echo alpha' }).count(), 1);
    assert.equal(await page.locator('main').evaluate(({ scrollTop }) => scrollTop), 200);
  });

  it('forgets what it kept of another run', async () => {
    await panel.begin({ state: { run: 'other', unfolded: ['item x'], scrolledTo: 99 } });
    await panel.show(pageOf(first));
    assert.deepEqual(await panel.kept(), { run: 'run-1', unfolded: [], scrolledTo: 0 });
  });
});
