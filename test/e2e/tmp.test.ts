import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { REPOSITORY } from '../machine/npmPackages.mjs';
import { Workbench } from './support/workbench.js';

describe('tmp checklist look', function () {
  this.timeout(240_000);
  it('looks', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'scalebook-nothing-'));
    const workbench = await Workbench.start({
      folder: join(REPOSITORY, 'media'),
      env: { ...process.env, DOCKER_HOST: `unix://${join(folder, 'docker.sock')}`, DOCKER_CONFIG: folder },
    });
    workbench.page.on('console', (message) => console.log('console', message.type(), message.text().slice(0, 300)));
    try {
      await workbench.openSidebar();
      await workbench.runCommand('Scalebook: Try the Demo');
      await workbench.tree.waitForDescription('Backend', 'healthy', 40_000);
      await workbench.clearNotifications();
      await workbench.runCommand('Scalebook: Open Checklist');
      await workbench.page.waitForTimeout(1500);
      await workbench.screenshot('tmp-choose');
      await workbench.quickInput.row('For a service').click();
      await workbench.page.waitForTimeout(1500);
      await workbench.quickInput.type('PDF');
      await workbench.quickInput.accept();
      await workbench.page.waitForTimeout(1500);
      await workbench.quickInput.type('10');
      await workbench.page.waitForTimeout(1000);
      await workbench.screenshot('tmp-count');
      await workbench.quickInput.accept();
      await workbench.page.waitForTimeout(9000);
      await workbench.screenshot('tmp-panel');
      await workbench.page.setViewportSize({ width: 1280, height: 2400 });
      await workbench.page.waitForTimeout(2000);
      await workbench.screenshot('tmp-panel-tall');
    } finally {
      await workbench.stop();
    }
  });
});
