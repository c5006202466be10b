import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Started } from '../stack.test.js';
import { ChecklistView } from '../support/checklistView.js';

const soonMs = 30_000;

const text = `# Night watch

<script>document.title = 'owned'</script> Somebody looks at *everything*.

## Look

- [ ] Replicas are well <!-- check: replicas-healthy -->
- [ ] The stack says hello

  \`\`\`sh
  echo "hello {{stack}} on {{context}}"
  \`\`\`

- [ ] A [link](javascript:alert(1)) leads nowhere

| Metric | Bound |
| --- | ---: |
| Queue | 200 |
`;

export const markdownChecklist = (at: () => Started): void =>
  void describe('a Markdown file as a checklist', function () {
    this.timeout(120_000);
    const folder = mkdtempSync(join(tmpdir(), 'scalebook-markdown-'));
    const file = join(folder, 'night-watch.md');
    let panel: ChecklistView;

    before(async () => {
      const { workbench } = at();
      writeFileSync(file, text);
      panel = new ChecklistView(workbench.page);
      await workbench.openFile(file);
    });

    it('opens the one that is in the editor, with all that is in it and nothing that runs', async () => {
      const { workbench } = at();
      await workbench.runCommand('Scalebook: Open as Checklist');
      await workbench.quickInput.row('night-watch.md').waitFor();
      await workbench.quickInput.accept();
      await panel.waitFor('night-watch');
      const page = await panel.frame.locator('main').innerText();
      for (const part of ['<script>', 'Somebody looks at everything', 'Queue', '200'])
        assert.ok(page.includes(part), `${part} is not in: ${page}`);
      assert.equal(await panel.frame.locator('a[href]').count(), 0);
      assert.match(await panel.waitForTick('Replicas are well', soonMs), /^so in all \d+ services$/);
      await workbench.screenshot('markdown-checklist-dark');
    });

    it('runs a command of it as it is shown, and keeps what it says', async () => {
      const { workbench } = at();
      const item = panel.item('The stack says hello');
      await item.locator('.twistie').first().click();
      await item.getByText('hello up-schedule-generator on').first().waitFor();
      await item.locator('[data-button="run"]').click();
      await item.getByText(/exit code 0/).waitFor();
      assert.match(
        (await item.locator('.run pre, pre.output').last().textContent()) ?? '',
        /^hello up-schedule-generator on \w+/,
      );
      await workbench.screenshot('markdown-command-dark');
    });

    it('shows what is edited, and keeps the ticks of what stays', async () => {
      const { workbench } = at();
      await panel.item('leads nowhere').locator('input').first().click();
      await panel.waitForTick('leads nowhere', soonMs);
      writeFileSync(file, text.replace('## Look', '## Look\n\n- [ ] Something new comes first'));
      appendFileSync(file, '\nThe end.\n');
      await panel.item('Something new comes first').waitFor({ timeout: soonMs });
      await panel.waitForTick('leads nowhere', soonMs);
      assert.equal(await panel.item('Something new comes first').locator('input').first().isChecked(), false);
      await panel.headButton('End Checklist').click();
      await panel.frame.locator('footer', { hasText: 'Ended' }).waitFor();
      await workbench.clearNotifications();
    });

    after(async () => {
      rmSync(folder, { recursive: true, force: true });
      await at().workbench.closeEditors();
    });
  });
