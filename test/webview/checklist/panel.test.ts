import assert from 'node:assert/strict';
import type { RunEvent } from '../../../src/core/checklist/runEvent.js';
import { applyRunEvent } from '../../../src/core/checklist/applyRunEvent.js';
import type { ChecklistContext } from '../../../src/view/checklist/checklistContext.js';
import { checklistMarks } from '../../../src/view/checklist/checklistMarks.js';
import { MarkChanges } from '../../../src/view/checklist/markChanges.js';
import { contextOf, documentOf, entry, heading, item, paragraph } from '../../unit/support/checklistDocuments.js';
import { begunAt } from '../../unit/support/operations.js';
import { scalingContext } from '../../unit/support/scalingChecklist.js';
import { closeBrowser } from '../support/browser.js';
import { checklistPage, ChecklistPanelPage } from '../support/checklistPanel.js';

type Told = RunEvent extends infer E ? (E extends RunEvent ? Omit<E, 'run' | 'at'> : never) : never;

describe('the checklist panel', () => {
  let panel: ChecklistPanelPage;
  let context: ChecklistContext;
  before(async () => {
    panel = await ChecklistPanelPage.open();
  });
  beforeEach(async () => {
    await panel.begin();
    panel.refusal = '';
    context = scalingContext();
    await panel.show(checklistPage(context));
  });
  afterEach(() => assert.deepEqual([panel.errors, panel.refused, panel.strayed], [[], [], []]));
  after(async () => {
    await panel.close();
    await closeBrowser();
  });

  const box = (item: string) => panel.page.locator(`[data-item="${item}"] > .row > .box`);
  const row = (item: string) => panel.page.locator(`[data-item="${item}"] > .row`);
  const active = (): Promise<string> =>
    panel.page.evaluate(() => {
      const { activeElement } = document;
      const item = activeElement?.closest<HTMLElement>('[data-item]')?.dataset['item'] ?? '';
      return `${item} ${activeElement?.className ?? ''}`.trim();
    });
  /** Something happens in the run, and the page is told what is another. */
  const happens = async (...events: readonly Told[]): Promise<void> => {
    const changes = new MarkChanges();
    changes.begin(checklistMarks(context));
    const run = events.reduce(
      (before, event) => applyRunEvent(before, { ...event, run: 'run-1', at: begunAt + 90_000 }) ?? before,
      context.run,
    );
    context = { ...context, run };
    await panel.mark(changes.changes(checklistMarks(context)) ?? {});
  };
  const heard = (name: string): readonly unknown[] =>
    panel.heard.filter((each) => each.name === name).map(({ content }) => content);

  it('shows the run, its stages with how far they are, the items with what shows it, and what comes next', async () => {
    const { page } = panel;
    assert.equal(await page.locator('h1').innerText(), 'Scale PDF Worker 3 → 10');
    assert.equal(await page.locator('.circumstances').innerText(), 'run 14:02 · you · team · local');
    assert.deepEqual(
      (await page.locator('.stage-link').allInnerTexts()).map((words) => words.replace(/\s+/g, ' ')),
      ['Pre-scaling 4/7 4 of 7 done', 'During 0/5 0 of 5 done', 'After 0/3 0 of 3 done'],
    );
    assert.deepEqual((await row('Metrics reviewed').innerText()).split(/\s*\n\s*/).filter(Boolean), [
      'Metrics reviewed',
      'ticked by Scalebook',
      'queue 263 (> 200) for 6 min',
      '14:02',
      'auto',
    ]);
    assert.equal(await page.locator('footer .next').innerText(), 'Next: Host resources: needs 14 GiB, 11 free');
    assert.equal(await page.locator('[data-item="Of the workers"] .title').innerText(), 'Of the workers');
  });

  it('numbers the items of an ordered list, from where it begins', async () => {
    const items = [item('One'), entry(paragraph('A word')), item('Two')];
    await panel.begin();
    await panel.show(checklistPage(contextOf(documentOf(heading(2, 'Before'), { block: 'list', start: 3, items }))));
    const titles = await panel.page.locator('.item .title').allInnerTexts();
    assert.deepEqual(titles, ['3. One', '5. Two']);
    assert.equal(await panel.page.locator('li.entry').getAttribute('value'), '4');
    assert.equal(await panel.page.getByRole('checkbox', { name: '5. Two' }).count(), 1);
  });

  it('ticks at once, tells the host, and has it as the host says', async () => {
    await box('Backup operator available').focus();
    await panel.page.keyboard.press('Space');
    assert.equal(await box('Backup operator available').isChecked(), true);
    await panel.waitForHeard('tick');
    assert.deepEqual(heard('tick'), [{ item: 'Backup operator available', isTicked: true, reason: '' }]);
    await happens({ event: 'item-ticked', item: 'Backup operator available', by: 'ana', reason: undefined });
    assert.equal(await active(), 'Backup operator available box');
    assert.deepEqual((await row('Backup operator available').innerText()).match(/14:03|you/g), ['you', '14:03', 'you']);
    await panel.page.keyboard.press('Space');
    await panel.until(() => heard('tick').length === 2);
    assert.deepEqual(heard('tick')[1], { item: 'Backup operator available', isTicked: false, reason: '' });
  });

  it('takes a tick back that the host could not keep, and says why', async () => {
    panel.refusal = 'The journal cannot be written. Nothing was ticked.';
    await box('Backup operator available').click();
    await panel.page.getByRole('alert').getByText('The journal cannot be written.').waitFor();
    assert.equal(await box('Backup operator available').isChecked(), false);
    panel.refusal = '';
    await box('Backup operator available').click();
    await panel.until(async () => (await panel.page.locator('.refusal').textContent()) === '');
    assert.equal(await box('Backup operator available').isChecked(), true);
  });

  it('unticks what the machine has ticked only with a reason, and ticks it again without one', async () => {
    const { page } = panel;
    await box('Metrics reviewed').focus();
    await page.keyboard.press('Space');
    assert.equal(await box('Metrics reviewed').isChecked(), true);
    await page.getByText('Scalebook sees: queue 263 (> 200) for 6 min.').waitFor();
    await page.getByRole('button', { name: 'Leave It Ticked' }).waitFor();
    await page.keyboard.press('Escape');
    assert.equal(await active(), 'Metrics reviewed box');
    assert.deepEqual(heard('tick'), []);
    await page.keyboard.press('Space');
    await page.keyboard.type('it counts twice');
    await page.keyboard.press('Enter');
    await panel.waitForHeard('tick');
    assert.deepEqual(heard('tick'), [{ item: 'Metrics reviewed', isTicked: false, reason: 'it counts twice' }]);
    await happens({ event: 'item-denied', item: 'Metrics reviewed', by: 'ana', reason: 'it counts twice' });
    assert.equal(await active(), 'Metrics reviewed box');
    assert.equal(await box('Metrics reviewed').isChecked(), false);
    await row('Metrics reviewed').getByText('it counts twice (seen: queue 263').waitFor();
    await page.keyboard.press('Space');
    await panel.until(() => heard('tick').length === 2);
    assert.deepEqual(heard('tick')[1], { item: 'Metrics reviewed', isTicked: true, reason: '' });
  });

  it('asks for a reason where the machine sees otherwise, and ticks nothing without one', async () => {
    const { page } = panel;
    await box('Host resources').focus();
    await page.keyboard.press('Space');
    assert.equal(await box('Host resources').isChecked(), false);
    await page.getByText('Scalebook sees: needs 14 GiB, 11 free.').waitFor();
    assert.equal(await active(), 'Host resources text-field');
    await page.keyboard.press('Enter');
    await page.getByText('A few words are needed').waitFor();
    await page.keyboard.press('Escape');
    assert.equal(await active(), 'Host resources box');
    assert.equal(await page.locator('.form').count(), 0);
    assert.deepEqual(heard('tick'), []);
    await page.keyboard.press('Space');
    await page.keyboard.type('the other stack stops first');
    await page.keyboard.press('Enter');
    await panel.waitForHeard('tick');
    assert.deepEqual(heard('tick'), [
      { item: 'Host resources', isTicked: true, reason: 'the other stack stops first' },
    ]);
    assert.equal(await active(), 'Host resources box');
  });

  it('stops asking for a reason once there is nothing to say it against', async () => {
    await box('Host resources').click();
    await happens({ event: 'item-seen', item: 'Host resources', seen: { verdict: 'pass', evidence: '20 GiB free' } });
    assert.equal(await panel.page.locator('.form').count(), 0);
    assert.equal(await active(), 'Host resources box');
    assert.equal(await box('Host resources').isChecked(), true);
  });

  it('hides what is not needed behind one line that says why', async () => {
    const line = panel.page.getByRole('button', {
      name: 'Not needed here: Database connections, no backend is scaled',
    });
    assert.equal(await row('Database connections').isVisible(), false);
    assert.equal(await line.getAttribute('aria-expanded'), 'false');
    await line.click();
    assert.equal(await row('Database connections').isVisible(), true);
    assert.equal(await line.getAttribute('aria-expanded'), 'true');
  });

  it('has every element, what is unfolded, the focus and the place again after a change', async () => {
    const { page } = panel;
    await box('Instance counts noted').focus();
    await page.keyboard.press('ArrowRight');
    await page.locator('main').evaluate((main) => (main.scrollTop = 120));
    const before = await row('Instance counts noted').elementHandle();
    await happens(
      { event: 'item-ticked', item: 'Team notified', by: 'bo', reason: undefined },
      { event: 'item-seen', item: 'Every replica is healthy', seen: { verdict: 'fail', evidence: '9 of 10 healthy' } },
    );
    assert.equal(await row('Instance counts noted').evaluate((now, then) => now === then, before), true);
    assert.equal(await active(), 'Instance counts noted box');
    assert.equal(await page.locator('main').evaluate(({ scrollTop }) => scrollTop), 120);
    assert.equal(await page.locator('.fence', { hasText: 'docker compose ps' }).isVisible(), true);
    assert.equal(await row('Team notified').locator('.who').innerText(), 'bo');
  });

  it('leaves the focus with the item where its button has gone', async () => {
    await row('Team notified').getByRole('button', { name: 'Tell the Team' }).focus();
    await happens({ event: 'item-ticked', item: 'Team notified', by: 'ana', reason: undefined });
    assert.equal(await active(), 'Team notified box');
  });

  it('says aloud that a stage is done and that a check fails, once, and nothing else', async () => {
    const said: string[] = [await panel.spoken()];
    const steps: readonly (readonly Told[])[] = [
      [{ event: 'item-ticked', item: 'Team notified', by: 'ana', reason: undefined }],
      [
        {
          event: 'item-seen',
          item: 'Every replica is healthy',
          seen: { verdict: 'fail', evidence: '9 of 10 healthy' },
        },
      ],
      [{ event: 'item-ticked', item: 'Host resources', by: 'ana', reason: 'it will do' }],
      [{ event: 'item-ticked', item: 'Backup operator available', by: 'ana', reason: undefined }],
      [{ event: 'item-note', item: 'Team notified', by: 'ana', text: 'in the chat' }],
    ];
    for (const events of steps) {
      await happens(...events);
      said.push(await panel.spoken());
    }
    const [failure, done] = ['Every replica is healthy fails: 9 of 10 healthy.', 'Pre-scaling is done: 7 of 7.'];
    assert.deepEqual(said, ['', '', failure, failure, done, done]);
  });

  it('tells the host which button was pressed and of what, and nothing else', async () => {
    const { page } = panel;
    await page.getByRole('button', { name: 'Export Report' }).click();
    await row('The scaling is started').getByRole('button', { name: 'Scale to 10…' }).click();
    await page.locator('footer').getByRole('button', { name: 'Why?' }).click();
    await page.getByRole('button', { name: 'Close Stage: Pre-scaling' }).click();
    await panel.waitForHeard('pressOnStage');
    assert.deepEqual(panel.heard.slice(1), [
      { name: 'press', content: { button: 'export' } },
      { name: 'pressOnItem', content: { item: 'The scaling is started', button: 'scale' } },
      { name: 'pressOnItem', content: { item: 'Host resources', button: 'explain' } },
      { name: 'pressOnStage', content: { stage: 'pre-scaling', button: 'close' } },
    ]);
  });

  it('goes to what comes next, and to a stage', async () => {
    await panel.page.locator('footer .next').click();
    assert.equal(await active(), 'Host resources box');
    await panel.page.locator('.stage-link', { hasText: 'After' }).click();
    assert.equal(await active(), 'Every replica is healthy box');
    assert.equal(await box('Every replica is healthy').isVisible(), true);
  });

  it('keeps a note', async () => {
    const { page } = panel;
    await box('Host resources').focus();
    await page.keyboard.press('ArrowRight');
    await page.getByText('14:02, bo: The other stack is stopped at 14:10.').waitFor();
    await page.locator('[data-item="Host resources"]').getByRole('button', { name: 'Add Note' }).click();
    await page.keyboard.type('asked Kim');
    await page.keyboard.press('Enter');
    await panel.waitForHeard('note');
    assert.deepEqual(heard('note'), [{ item: 'Host resources', text: 'asked Kim' }]);
    await page.locator('.live .text-field').waitFor({ state: 'detached' });
    await happens({ event: 'item-note', item: 'Host resources', by: 'ana', text: 'asked Kim' });
    assert.equal(await page.getByText('14:03, you: asked Kim').isVisible(), true);
  });

  it('keeps what is written of a note while the host cannot keep it', async () => {
    const { page } = panel;
    panel.refusal = 'The journal cannot be written.';
    await box('Host resources').press('ArrowRight');
    await page.locator('[data-item="Host resources"] [data-button="write-note"]').click();
    await page.keyboard.type('asked Kim');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('The journal cannot be written.').waitFor();
    const field = page.locator('.live .text-field');
    assert.equal(await field.evaluate((element) => (element as HTMLInputElement).value), 'asked Kim');
  });

  it('has another target in its commands and buttons as soon as the run has', async () => {
    await box('The scaling is started').press('ArrowRight');
    const changes = new MarkChanges();
    changes.begin(checklistMarks(context));
    const run = { ...context.run, subject: { ...context.run.subject, target: 7 } };
    await panel.mark(changes.changes(checklistMarks(scalingContext({ run }))) ?? {});
    assert.equal(await panel.page.locator('pre', { hasText: 'pdf-worker=7' }).isVisible(), true);
    assert.equal(await row('The scaling is started').locator('[data-button="scale"]').innerText(), 'Scale to 7…');
  });
});
