import assert from 'node:assert/strict';
import type { Started } from '../stack.test.js';
import { containersByService, without } from '../support/containers.js';
import { overridePlan } from '../support/overridePlan.js';

const operationMs = 90_000;

export const scaling = (at: () => Started): void =>
  void describe('scaling', () => {
    const running = async (service: string): Promise<number> => (await containersByService()).get(service)?.length ?? 0;

    before(() => at().workbench.openSidebar());

    it('takes PDF Worker from 3 to 6 by keyboard alone, and touches nothing else', async () => {
      const { workbench } = at();
      const { quickInput } = workbench;
      const before = await containersByService();
      await workbench.runCommand('Scalebook: Scale Service');
      await quickInput.waitFor('Scale Service');
      await quickInput.row('PDF Worker').waitFor();
      await workbench.screenshot('choose-service-dark');
      await quickInput.type('PDF');
      await quickInput.accept();

      await quickInput.waitFor('Scale PDF Worker');
      assert.equal(await quickInput.value(), '3');
      await quickInput.type('6');
      const meaning = { hasText: /3 → 6 adds 3 replicas · needs .* free · min 2/ };
      await quickInput.widget.locator('.quick-input-message', meaning).waitFor();
      await workbench.screenshot('count-dark');
      await quickInput.accept();

      await quickInput.waitFor('Scale PDF Worker 3 → 6');
      await quickInput.row('Scale to 6').waitFor();
      const sheet = (await quickInput.items()).join('\n');
      for (const part of [
        '6 is within 2 to 50',
        '+3: pdf-worker-4, pdf-worker-5 and pdf-worker-6',
        'copies pdf-worker-',
      ])
        assert.ok(sheet.includes(part), `${part} is not in:\n${sheet}`);
      await workbench.screenshot('plan-dark');
      await quickInput.accept();

      await workbench.notifications.waitFor(/starting|waiting for health/);
      await workbench.screenshot('progress-dark');
      const told = await workbench.notifications.waitFor('PDF Worker runs 6 of 6', operationMs);
      assert.match(told, /all healthy, after \d+ s\.$/);
      assert.deepEqual(await workbench.notifications.buttons('PDF Worker runs 6 of 6'), ['Verify', 'Report', 'Undo']);
      await workbench.screenshot('result-dark');

      const after = await containersByService();
      assert.equal(after.get('pdf-worker')?.length, 6);
      assert.deepEqual(without(after, 'pdf-worker'), without(before, 'pdf-worker'));
      for (const id of before.get('pdf-worker') ?? [])
        assert.ok(after.get('pdf-worker')?.includes(id), `${id} is gone`);
      await workbench.tree.waitForDescription('PDF Worker', '6/6 healthy');
      await workbench.clearNotifications();
    });

    it('removes one by the button in the row', async () => {
      const { workbench } = at();
      await workbench.tree.pressInline('PDF Worker', 'Scale Down One…');
      await workbench.quickInput.waitFor('Scale PDF Worker 6 → 5');
      await workbench.quickInput.row('Cannot start').waitFor();
      await workbench.screenshot('plan-down-dark');
      await overridePlan(workbench, 'the load test is over');
      await workbench.notifications.waitFor('PDF Worker runs 5 of 5', operationMs);
      assert.equal(await running('pdf-worker'), 5);
      await workbench.clearNotifications();
    });

    it('leaves everything as it is after Esc on the plan, and gives the focus back to the tree', async () => {
      const { workbench } = at();
      const before = await containersByService();
      // The focus is where somebody works, and that is to be the tree.
      await workbench.tree.row('Backend').click();
      await workbench.tree.pressInline('Backend', 'Scale Up One…');
      await workbench.quickInput.waitFor('Scale Backend 1 → 2');
      await workbench.quickInput.escape();
      assert.deepEqual(await containersByService(), before);
      assert.equal(await workbench.focused(), 'Stacks');
    });

    it('adds one by the button in the row, and Undo offers the way back as a plan', async () => {
      const { workbench } = at();
      await workbench.tree.pressInline('Frontend', 'Scale Up One…');
      await workbench.quickInput.waitFor('Scale Frontend 1 → 2');
      await workbench.quickInput.accept();
      await workbench.notifications.waitFor('Frontend runs 2 of 2', operationMs);
      await workbench.notifications.press('Frontend runs 2 of 2', 'Undo');
      await workbench.quickInput.waitFor('Undo: Frontend 2 → 1');
      await workbench.screenshot('undo-dark');
      await workbench.quickInput.escape();
      await workbench.clearNotifications();
    });

    it('returns all services to the baseline in one plan', async () => {
      const { workbench } = at();
      await workbench.runCommand('Scalebook: Return to Baseline');
      await workbench.quickInput.waitFor('Return to baseline');
      await workbench.quickInput.row('Cannot start').waitFor();
      await workbench.screenshot('plan-baseline-dark');
      await overridePlan(workbench, 'nobody is on the stack');
      await workbench.notifications.waitFor('PDF Worker runs 3 of 3', operationMs);
      await workbench.screenshot('result-baseline-dark');
      assert.deepEqual(await Promise.all(['frontend', 'backend', 'pdf-worker'].map(running)), [1, 1, 3]);
      await workbench.clearNotifications();
      await workbench.runCommand('Scalebook: Return to Baseline');
      await workbench.notifications.waitFor('is at its baseline already');
      await workbench.clearNotifications();
    });
  });
