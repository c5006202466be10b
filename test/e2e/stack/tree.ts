import assert from 'node:assert/strict';
import type { Started } from '../stack.test.js';

export const tree = (at: () => Started): void =>
  void describe('tree', () => {
    it('shows the stack, the services of the runbook in its order, and the others behind one row', async () => {
      const { workbench } = at();
      for (const [label, health] of [
        ['Frontend', '1/1 healthy'],
        ['Backend', '1/1 healthy'],
        ['PDF Worker', '3/3 healthy'],
        ['Other services', '4/4 up'],
      ] as const)
        await workbench.tree.waitForDescription(label, health);
      const rows = (await workbench.tree.rowsOf('up-schedule-generator')).filter(({ level }) => level <= 2);
      assert.deepEqual(
        rows.map(({ label, level }) => [label, level]),
        [
          ['up-schedule-generator', 1],
          ['Frontend', 2],
          ['Backend', 2],
          ['PDF Worker', 2],
          ['Other services', 2],
        ],
      );
    });

    it('shows each replica with its health and its load, and says it to a screen reader', async () => {
      const { workbench } = at();
      await workbench.tree.expand('PDF Worker');
      for (const number of ['1', '2', '3'])
        await workbench.tree.waitForDescription(number, /^healthy · \d+ % · \d+ MB · \d+ (s|min|h|d)$/);
      const replica = (await workbench.tree.rowsOf('up-schedule-generator')).find(({ level }) => level === 3);
      assert.match(replica?.spoken ?? '', /^Replica 1, healthy, CPU \d+ %, memory \d+ MB, up \d+ (s|min|h|d)/);
      await workbench.screenshot('tree-dark');
    });

    it('tells of metrics and bounds in the tooltip of a service', async () => {
      const { workbench } = at();
      await workbench.tree.row('PDF Worker').hover();
      const hover = workbench.page.locator('.monaco-hover:visible').last();
      await hover.filter({ hasText: 'baseline 3' }).waitFor();
      assert.match(await hover.innerText(), /Peak CPU/);
      await workbench.screenshot('tree-tooltip-dark');
    });
  });
