import assert from 'node:assert/strict';
import type { Started } from '../stack.test.js';

export const filter = (at: () => Started): void =>
  void describe('filter', () => {
    const services = async (): Promise<string[]> =>
      (await at().workbench.tree.rowsOf('up-schedule-generator'))
        .filter(({ level }) => level === 2)
        .map(({ label }) => label);

    const accept = async (text: string): Promise<void> => {
      const { workbench } = at();
      await workbench.runCommand('Scalebook: Filter by Name');
      await workbench.quickInput.waitFor('Filter by Name');
      await workbench.quickInput.type(text);
      await workbench.quickInput.accept();
    };

    it('narrows the tree as one types, and Esc takes it back', async () => {
      const { workbench } = at();
      await workbench.runCommand('Scalebook: Filter by Name');
      await workbench.quickInput.waitFor('Filter by Name');
      await workbench.quickInput.type('pdf');
      for (const name of ['Frontend', 'Backend']) await workbench.tree.row(name).waitFor({ state: 'hidden' });
      assert.deepEqual(await services(), ['PDF Worker']);
      await workbench.quickInput.escape();
      await workbench.tree.row('Backend').waitFor();
    });

    it('stays after Enter, says so, and is cleared by the button over the tree', async () => {
      const { workbench } = at();
      await accept('backend');
      await workbench.tree.view.getByText('Shown: what is named like "backend".').waitFor();
      for (const name of ['Frontend', 'PDF Worker']) await workbench.tree.row(name).waitFor({ state: 'hidden' });
      assert.deepEqual(await services(), ['Backend']);
      await workbench.screenshot('filter-dark');
      await workbench.tree.pressTitle('Clear Filter');
      await workbench.tree.row('PDF Worker').waitFor();
    });

    it('shows what it finds among the other services, too', async () => {
      const { workbench } = at();
      await accept('redis');
      await workbench.tree.view.getByText('named like "redis"').waitFor();
      try {
        await workbench.tree.row('redis').waitFor({ timeout: 5000 });
      } finally {
        await workbench.tree.pressTitle('Clear Filter');
        await workbench.tree.row('PDF Worker').waitFor();
      }
    });
  });
