import assert from 'node:assert/strict';
import type { CommandEnd } from '../../../src/core/checklist/run.js';
import type { ChecklistContext } from '../../../src/view/checklist/checklistContext.js';
import { begunAt } from '../../unit/support/operations.js';
import { scalingContext } from '../../unit/support/scalingChecklist.js';
import { closeBrowser } from '../support/browser.js';
import { checklistPage, ChecklistPanelPage } from '../support/checklistPanel.js';

describe('commands in the checklist panel', () => {
  let panel: ChecklistPanelPage;
  before(async () => {
    panel = await ChecklistPanelPage.open();
  });
  afterEach(() => assert.deepEqual([panel.errors, panel.refused, panel.strayed], [[], [], []]));
  after(async () => {
    await panel.close();
    await closeBrowser();
  });

  const show = async (changes: Partial<ChecklistContext> = {}): Promise<void> => {
    await panel.begin();
    await panel.show(checklistPage(scalingContext(changes)));
    for (const item of ['Instance counts noted', 'The scaling is started'])
      await panel.page.locator(`[data-item="${item}"] > .row > .box`).press('ArrowRight');
  };
  const fence = (words: string) => panel.page.locator('.fence', { hasText: words });
  const pressed = (): readonly unknown[] =>
    panel.heard.filter(({ name }) => name === 'pressOnFence').map(({ content }) => content);
  const ran = (ended: CommandEnd | undefined): Partial<ChecklistContext> => ({
    run: {
      ...scalingContext().run,
      commands: [
        { fence: 'fence docker compose ps', text: 'docker compose ps', by: 'ana', startedAt: begunAt + 60_000, ended },
      ],
    },
  });

  it('shows them filled in, and sends which one is to be run and never its text', async () => {
    await show();
    assert.equal(await fence('--scale').locator('pre').innerText(), 'docker compose up -d --scale pdf-worker=10');
    await fence('docker compose ps').locator('[data-button="run"]').click();
    await fence('docker compose ps').locator('[data-button="run-in-terminal"]').click();
    await fence('docker compose ps').locator('[data-button="copy"]').click();
    assert.deepEqual(
      pressed(),
      ['run', 'run-in-terminal', 'copy'].map((button) => ({ fence: 'fence docker compose ps', button })),
    );
  });

  it('offers what Scalebook does safely first, and says why', async () => {
    await show();
    const { page } = panel;
    const buttons = await fence('--scale').locator('[data-button]').allInnerTexts();
    assert.deepEqual(buttons, ['Scale to 10 with Scalebook', 'Run', 'Run in Terminal', 'Copy']);
    assert.equal(await page.getByText('The command can set other services back').isVisible(), true);
  });

  it('says of a dangerous one why it is, before anybody runs it', async () => {
    await show();
    const prune = fence('prune');
    assert.equal(await prune.locator('.danger').innerText(), 'prune: removes everything that is not in use.');
    await prune.locator('[data-button="run"]').press('Enter');
    assert.deepEqual(pressed(), [{ fence: 'fence docker system prune --force', button: 'run' }]);
  });

  it('says what is missing of one that cannot be filled, and offers to run it nowhere', async () => {
    const { run } = scalingContext();
    await show({ run: { ...run, subject: { ...run.subject, target: undefined } } });
    assert.deepEqual(await fence('--scale').locator('[data-button]').allInnerTexts(), ['Copy']);
    assert.equal(await fence('--scale').getByText('This run has no target.').isVisible(), true);
  });

  it('runs all of a stage', async () => {
    await show();
    await panel.page.getByRole('button', { name: 'Run All 2 Commands: During' }).click();
    await panel.waitForHeard('pressOnStage');
    assert.deepEqual(panel.heard.at(-1)?.content, { stage: 'during', button: 'run-commands' });
  });

  it('shows that one runs, and how to end it', async () => {
    await show(ran(undefined));
    const shown = fence('docker compose ps');
    assert.equal(await shown.locator('.run').innerText(), 'running since 14:03, you');
    await shown.getByRole('button', { name: 'Cancel' }).click();
    assert.deepEqual(pressed(), [{ fence: 'fence docker compose ps', button: 'cancel' }]);
    assert.equal(await shown.locator('[data-button="run"]').count(), 0);
  });

  it('folds the output under its exit code and time', async () => {
    await show(ran({ at: begunAt + 63_000, exitCode: 1, how: 'ended', output: 'no such service\n<b>bold</b>' }));
    const shown = fence('docker compose ps');
    assert.equal(await shown.locator('summary').innerText(), 'exit code 1 after 3 s, 14:03, you');
    assert.equal(await shown.locator('.output').isVisible(), false);
    await shown.locator('summary').press('Enter');
    assert.equal(await shown.locator('.output').innerText(), 'no such service\n<b>bold</b>');
  });

  it('offers to run none where the workspace is not trusted, and says so once', async () => {
    await show({ isTrusted: false });
    assert.deepEqual(await panel.page.locator('.fence [data-button]').allInnerTexts(), ['Copy', 'Copy', 'Copy']);
    assert.equal(await panel.page.getByText('This workspace is not trusted').count(), 1);
  });
});
