import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ScalebookApi } from '../../src/extension.js';
import type { Row } from '../../src/view/rows/row.js';
import { extension, projectName, until } from './support/scalebook.js';

describe('runs of checklists', () => {
  const stack = projectName();
  let api: ScalebookApi;

  before(async () => {
    api = (await extension().activate()) as ScalebookApi;
    await vscode.commands.executeCommand('scalebook.checklists.focus');
    await until('the bundled one can be begun', () => api.checklists().some(({ kind }) => kind === 'template'));
  });

  const runRow = (): Row | undefined => api.checklists().find(({ kind }) => kind === 'run');
  const tabs = (): readonly vscode.Tab[] => vscode.window.tabGroups.all.flatMap((group) => group.tabs);

  it('begin for a service and a count, in a page of their own, and say how far they are', async () => {
    await vscode.commands.executeCommand('scalebook.openChecklist', { stack, service: 'web', replicas: 4 });
    await until('the page is open', () => tabs().some(({ label }) => label === 'Scale web 2 → 4'));
    await until('its row is there', () => /^\d+ of \d+ · /.test(runRow()?.description ?? ''));
    assert.equal(runRow()?.label, 'Scale web 2 → 4');
  });

  it('are gone on with, not begun a second time', async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('scalebook.openChecklist', { stack, service: 'web', replicas: 4 });
    await until('the page is open again', () => tabs().some(({ label }) => label === 'Scale web 2 → 4'));
    assert.equal(api.checklists().filter(({ kind }) => kind === 'run').length, 1);
  });

  it('end by their row, and stay among those that are done', async () => {
    const id = runRow()?.id;
    void vscode.commands.executeCommand('scalebook.endChecklist', id);
    await until('it is done', () => api.checklists().some(({ kind }) => kind === 'group'));
    assert.deepEqual(
      api
        .checklists()
        .find(({ kind }) => kind === 'group')
        ?.children.map((row) => row.id),
      [id],
    );
    await vscode.commands.executeCommand('notifications.clearAll');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });
});
