import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { containerIds, extension, manifest, projectName, until } from './support/scalebook.js';

const stack = projectName();

describe('commands', () => {
  before(() => extension().activate());

  it('are those of package.json, all of them and no other', async () => {
    const declared = manifest().contributes.commands.map(({ command }) => command);
    const registered = await vscode.commands.getCommands(true);
    // The editor itself makes commands for the view, such as the one that focuses it.
    const own = registered.filter(
      (id) => id.startsWith('scalebook.') && !/^scalebook\.(stacks|checklists|history)\./.test(id),
    );
    assert.deepEqual(own.sort(), [...declared].sort());
  });

  it('Scale Service refuses arguments that it does not know, and changes nothing', async () => {
    const before = await containerIds();
    assert.equal(before.length, 4);
    const wrong: unknown[] = [
      { stack, service: 'web', replicas: 'six' },
      { stack, service: 'web', replicas: -1 },
      { stack, service: 'web', count: 3 },
      { stack, service: 'not-there', replicas: 3 },
      { stack: 7 },
      42,
      ['web', 3],
    ];
    for (const argument of wrong) await vscode.commands.executeCommand('scalebook.scaleService', argument);
    assert.deepEqual(await containerIds(), before);
  });

  it('commands about a whole stack refuse arguments that they do not know, and change nothing', async () => {
    const before = await containerIds();
    const wrong: readonly (readonly [string, unknown])[] = [
      ['applyProfile', { stack, profile: 7 }],
      ['applyProfile', { stack, profile: 'not-there' }],
      ['applyProfile', { stack, profil: '10x' }],
      ['scaleStack', { stack, counts: { web: 'six' } }],
      ['scaleStack', { stack, counts: { web: -1 } }],
      ['scaleStack', { stack, counts: ['web'] }],
      ['scaleStack', { stack, counts: {} }],
      ['scaleStack', { stack, counts: { 'not-there': 3 } }],
      ['raiseConnections', { stack, connections: '550' }],
      ['raiseConnections', { stack, connections: 0 }],
    ];
    for (const [command, argument] of wrong) await vscode.commands.executeCommand(`scalebook.${command}`, argument);
    assert.deepEqual(await containerIds(), before);
  });

  it('Inspect opens what the engine says as JSON', async () => {
    const [id] = await containerIds('solo');
    await vscode.commands.executeCommand('scalebook.inspect', { stack, service: 'solo' });
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.languageId, 'json');
    assert.equal(document.uri.scheme, 'scalebook');
    assert.equal((JSON.parse(document.getText()) as { Id: string }).Id, id);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('Copy ID fills the clipboard with a line for each replica', async () => {
    await vscode.env.clipboard.writeText('');
    await vscode.commands.executeCommand('scalebook.copyId', { stack, service: 'web' });
    const copied = await vscode.env.clipboard.readText();
    assert.deepEqual(copied.split('\n').sort(), await containerIds('web'));
  });

  it('Verify Stack opens a page where something is wrong', async () => {
    await vscode.commands.executeCommand('scalebook.verifyStack', { stack });
    const tab = (): vscode.Tab | undefined => vscode.window.tabGroups.activeTabGroup.activeTab;
    await until('the page is open', () => tab()?.input instanceof vscode.TabInputWebview);
    assert.match(tab()?.label ?? '', new RegExp(`Verification of ${stack}`));
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('Open Dashboard opens a page of the stack, one of each service, and comes back to those that are open', async () => {
    const tabs = (): readonly vscode.Tab[] =>
      vscode.window.tabGroups.activeTabGroup.tabs.filter(({ input }) => input instanceof vscode.TabInputWebview);
    const labels = (): readonly string[] => tabs().map(({ label }) => label);
    // The stack's shows what needs most attention.
    await vscode.commands.executeCommand('scalebook.openDashboard', { stack });
    await until('the page of the stack is open', () => labels().join() === 'sick dashboard');
    await vscode.commands.executeCommand('scalebook.openDashboard', `compose:${stack}/web`);
    await until('the page of web is open', () => labels().join() === 'sick dashboard,web dashboard');
    await vscode.commands.executeCommand('scalebook.openDashboard', { stack, service: 'sick' });
    await until('the first page is in front', () => tabs()[0]?.isActive === true);
    assert.equal(tabs().length, 2);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('Open Logs opens a terminal named for the service', async () => {
    await vscode.commands.executeCommand('scalebook.openLogs', { stack, service: 'web' });
    const terminal = vscode.window.terminals.find(({ name }) => name === 'Logs: web');
    assert.ok(terminal);
    terminal.dispose();
  });
});
