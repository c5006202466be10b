import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ScalebookApi } from '../../src/extension.js';
import type { Row } from '../../src/view/rows/row.js';
import { containerIds, extension, projectName, until } from './support/scalebook.js';

const operationMs = 40_000;

describe('history', function () {
  this.timeout(120_000);
  const stack = projectName();
  let api: ScalebookApi;

  before(async () => {
    api = (await extension().activate()) as ScalebookApi;
    await vscode.commands.executeCommand('scalebook.openSidebar');
  });

  /** Without the verifications of other tests, which belong to no operation. */
  const operations = (): readonly Row[] =>
    api
      .history()
      .flatMap((row) => (row.kind === 'day' ? row.children : [row]))
      .filter(({ kind }) => kind !== 'verification');
  const row = (label: string): Row | undefined => operations().find((each) => each.label === label);

  /** Starts the plan that a command shows, as Enter does, as soon as it is there. */
  async function start(command: string, argument: unknown, label: string): Promise<void> {
    const done = vscode.commands.executeCommand(command, argument);
    const accept = setInterval(
      () => void vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem'),
      250,
    );
    try {
      await until(`${label} is in the history`, () => row(label) !== undefined, operationMs);
    } finally {
      clearInterval(accept);
    }
    await until(`${label} has ended`, () => row(label)?.contextValue.includes('ended') === true, operationMs);
    // Its notification waits for an answer; the command, and all that it keeps at work, does not.
    await done;
    await vscode.commands.executeCommand('notifications.clearAll');
  }

  it('has no operation before anything was done', () => {
    assert.deepEqual(operations(), []);
  });

  // A restart: nothing of it depends on how busy the machine is with tests.
  it('has an operation once it began, with its stages under it', async () => {
    const before = await containerIds('web');
    await start('scalebook.restartService', { stack, service: 'web' }, 'restart web');
    assert.deepEqual(await containerIds('web'), before);
    const [day] = api.history();
    assert.deepEqual([day?.kind, day?.label, operations().length], ['day', 'Today', 1]);
    const done = row('restart web');
    // Its verification comes to its row when it is made: one service of this stack is never healthy.
    assert.match(done?.description ?? '', /^\d+ s · (done|done, not verified: .*|verified) · \d\d:\d\d · you/);
    assert.equal(done?.contextValue, 'operation ended repeatable');
    const parts = (): readonly string[] =>
      (row('restart web')?.children ?? [])
        .filter(({ kind }) => kind !== 'verification')
        .map(({ label }) => label.replace(/ \d\d:\d\d$/, ''));
    await until('it is watched', () => parts().length > 1);
    assert.deepEqual(parts(), ['restart 2 replicas of web', 'Watching until']);
  });

  it('shows its details as a page', async () => {
    await vscode.commands.executeCommand('scalebook.showDetails', row('restart web')?.id);
    const tab = (): vscode.Tab | undefined => vscode.window.tabGroups.activeTabGroup.activeTab;
    await until('the page is open', () => tab()?.input instanceof vscode.TabInputWebview);
    assert.match(tab()?.label ?? '', /restart web/);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('repeats it, as an operation of its own', async () => {
    await start('scalebook.repeatOperation', row('restart web')?.id, 'Repeat: restart web');
    assert.deepEqual(
      operations().map(({ label }) => label),
      ['Repeat: restart web', 'restart web'],
    );
  });

  it('does nothing for an operation that it does not know', async () => {
    const before = operations().length;
    for (const id of ['operation:no-such', 'day:2026-01-01', ''])
      await Promise.race([
        vscode.commands.executeCommand('scalebook.undoOperation', id),
        new Promise((resolve) => setTimeout(resolve, 1000)),
      ]);
    assert.equal(operations().length, before);
    await vscode.commands.executeCommand('notifications.clearAll');
  });
});
