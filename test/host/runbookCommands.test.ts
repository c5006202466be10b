import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { parseRunbook } from '../../src/core/runbook/file/parseRunbook.js';
import {
  activeFile,
  beside,
  broken,
  errors,
  exists,
  file,
  forgetRunbooks,
  good,
  inForce,
  inRoot,
  openSidebarWithoutRunbook,
  stack,
  textOf,
  write,
} from './support/runbookFiles.js';
import { until } from './support/scalebook.js';

describe('runbook commands', () => {
  before(openSidebarWithoutRunbook);
  afterEach(forgetRunbooks);

  describe('Create Runbook', () => {
    const create = (): Thenable<unknown> => vscode.commands.executeCommand('scalebook.createRunbook', { stack });
    const created = beside('scalebook.yaml');

    it('writes what runs beside the Compose file, opens it, and it is in force', async () => {
      await create();
      assert.equal(activeFile(), created.toString());
      const text = await textOf(created);
      const { runbook, problems } = parseRunbook(text);
      assert.deepEqual(problems, []);
      assert.equal(runbook?.stack, stack);
      assert.deepEqual(runbook.services.map(({ name, min, baseline }) => [name, min, baseline]).sort(), [
        ['sick', 1, 1],
        ['solo', 1, 1],
        ['web', 1, 2],
      ]);
      assert.match(text, /^ *# \w/m);
      await until('it is in force', () => inForce('1/2/10', 'web'));
      assert.deepEqual(errors(created), []);
    });

    it('opens one that is there and leaves every byte of it', async () => {
      const own = `# mine\r\n${broken}`;
      await write(created, own);
      await create();
      assert.equal(activeFile(), created.toString());
      assert.equal(await textOf(created), own);
    });

    it('opens one of the other name, and makes no second', async () => {
      await write(beside('scalebook.yml'), good);
      await create();
      assert.equal(activeFile(), beside('scalebook.yml').toString());
      assert.ok(!(await exists(created)));
    });

    it('writes to where the setting says, since no other file is read then', async () => {
      const set = (path: string | undefined): Thenable<void> =>
        vscode.workspace.getConfiguration().update('scalebook.runbookFile', path, vscode.ConfigurationTarget.Global);
      await set('ops/team.yaml');
      try {
        await create();
        assert.equal(activeFile(), inRoot('ops', 'team.yaml').toString());
        assert.ok(!(await exists(created)));
        await until('it is in force', () => inForce('1/2/10', 'web'));
      } finally {
        await set(undefined);
      }
    });
  });

  describe('Open Runbook', () => {
    const open = (...args: readonly unknown[]): Thenable<unknown> =>
      vscode.commands.executeCommand('scalebook.openRunbook', ...args);

    it('opens the file, however new it is', async () => {
      await write(file, good);
      await open({ stack });
      assert.equal(activeFile(), file.toString());
    });

    it('opens one that has never been good', async () => {
      await write(file, 'services: [');
      await open({ stack });
      assert.equal(activeFile(), file.toString());
    });

    it('opens one that has become broken', async () => {
      await write(file, good);
      await until('it is in force', () => inForce('1/1/7'));
      await write(file, broken);
      await open();
      assert.equal(activeFile(), file.toString());
    });

    it('shows the rules in force where there is no file of that stack', async () => {
      await write(file, good.replace(stack, `not-${stack}`));
      await open({ stack });
      const document = vscode.window.activeTextEditor?.document;
      assert.deepEqual([document?.uri.scheme, document?.languageId], ['scalebook', 'yaml']);
      const { runbook, problems } = parseRunbook(document?.getText() ?? '');
      assert.deepEqual(problems, []);
      assert.deepEqual(runbook?.rules.map(({ metric }) => metric).includes('cpuAverage'), true);
    });
  });

  describe('pages', () => {
    const tab = (): vscode.Tab | undefined => vscode.window.tabGroups.activeTabGroup.activeTab;
    /** What the preview shows, as its source. */
    async function pageOf(name: string): Promise<string> {
      await until(
        `${name} is open`,
        () => tab()?.input instanceof vscode.TabInputWebview && tab()?.label.includes(name) === true,
      );
      const uri = vscode.Uri.from({ scheme: 'scalebook', path: `/${name}.md` });
      return (await vscode.workspace.openTextDocument(uri)).getText();
    }

    it('Explain Decision opens what is known of a service, by the title of the file', async () => {
      await write(file, good);
      await vscode.commands.executeCommand('scalebook.explainDecision', { stack, service: 'web' });
      const page = await pageOf('Decision on Storefront');
      assert.match(page, /^# .*Storefront/m);
      assert.match(page, /CPU/);
    });

    it('Show Schedule opens what the file expects', async () => {
      await write(file, good);
      await vscode.commands.executeCommand('scalebook.showSchedule', { stack });
      assert.match(await pageOf(`Schedule of ${stack}`), /Market&nbsp;day/);
    });
  });
});
