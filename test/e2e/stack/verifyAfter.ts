import assert from 'node:assert/strict';
import { join } from 'node:path';
import { ensureDockerEngine } from '../../machine/dockerEngine.mjs';
import { REPOSITORY } from '../../machine/npmPackages.mjs';
import type { Started } from '../stack.test.js';
import { overridePlan } from '../support/overridePlan.js';
import { ReportView } from '../support/reportView.js';
import { followsColorScheme, Workbench } from '../support/workbench.js';

const operationMs = 90_000;
const verifiedMs = 180_000;

/** In a window of its own, with the setting as it is by default. */
export const verifyAfter = (at: () => Started): void =>
  void describe('the verification after an operation', () => {
    let workbench: Workbench;

    before(async () => {
      const { env } = await ensureDockerEngine();
      workbench = await Workbench.start({
        folder: join(REPOSITORY, 'test/stack'),
        env: { ...env, DOCKER_CONFIG: at().config.folder },
        settings: { ...followsColorScheme, 'scalebook.verifyAfter': 'full' },
      });
      await workbench.openSidebar();
      await workbench.tree.waitForDescription('Frontend', '1/1 healthy', 60_000);
    });
    after(() => (workbench as Workbench | undefined)?.stop());

    it('tells by itself that a scale is verified, and its report has the figures before and after', async () => {
      const report = new ReportView(workbench.page);
      await workbench.tree.pressInline('Frontend', 'Scale Up One…');
      await workbench.quickInput.waitFor('Scale Frontend 1 → 2');
      await workbench.quickInput.accept();
      await workbench.notifications.waitFor('Frontend runs 2 of 2', operationMs);
      assert.deepEqual(await workbench.notifications.buttons('Frontend runs 2 of 2'), ['Report', 'Undo']);
      const told = await workbench.notifications.waitFor(/^Frontend is (not )?verified/, verifiedMs);
      await workbench.screenshotsInBoth('verify-after-told');
      assert.match(told, /^Frontend is verified: all \d+ required checks pass/);
      await workbench.notifications.press(/^Frontend is verified/, 'Open Report');
      assert.equal(await report.waitForSentence(/verified/), told);
      await workbench.clearNotifications();
      const text = await report.text();
      for (const words of [/After Scale Frontend 1 → 2/, /Before and after/i]) assert.match(text, words);
      await workbench.screenshotsInBoth('verify-after-report');
      await report.frame.getByText('The time after it').scrollIntoViewIfNeeded();
      await workbench.screenshotsInBoth('verify-after-figures');
      await workbench.tree.waitForDescription('Frontend 1 → 2', /verified/);
    }).timeout(300_000);

    it('is told of on the way back as well', async () => {
      await workbench.runCommand('Scalebook: Return to Baseline');
      await workbench.quickInput.row('Cannot start').waitFor();
      await overridePlan(workbench, 'the look is over');
      await workbench.notifications.waitFor('Frontend runs 1 of 1', operationMs);
    }).timeout(120_000);
  });
