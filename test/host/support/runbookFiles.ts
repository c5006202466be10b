import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ScalebookApi } from '../../../src/extension.js';
import type { Row } from '../../../src/view/rows/row.js';
import { extension, projectName, until } from './scalebook.js';

export const stack = projectName();

export const good = `stack: ${stack}
services:
  web:
    title: Storefront
    min: 1
    max: 7
schedule:
  windows:
    - { title: Market day, days: daily, effect: minimum }
`;
export const broken = good.replace('max: 7', 'max: seven');

const [folder] = vscode.workspace.workspaceFolders ?? [];
assert.ok(folder, 'no folder is open');
const root = folder.uri;

export const inRoot = (...path: readonly string[]): vscode.Uri => vscode.Uri.joinPath(root, ...path);
/** The stack's own folder is below the one that is open. */
export const beside = (name: string): vscode.Uri => inRoot('stack', name);
export const file = inRoot('scalebook.yaml');

export async function write(uri: vscode.Uri, text: string): Promise<void> {
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
}

export const textOf = async (uri: vscode.Uri): Promise<string> =>
  new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));

export async function exists(uri: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}

/** Puts a text into an open editor, and does not save it. */
export async function type(document: vscode.TextDocument, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  const all = new vscode.Range(new vscode.Position(0, 0), document.positionAt(document.getText().length));
  edit.replace(document.uri, all, text);
  assert.ok(await vscode.workspace.applyEdit(edit));
  assert.equal(document.getText(), text);
}

/** Opens a file; the editor may still have its former text, and is waited for. */
export async function show(uri: vscode.Uri): Promise<vscode.TextDocument> {
  const { document } = await vscode.window.showTextDocument(uri);
  const text = await textOf(uri);
  await until('the editor has the text of the file', () => document.getText() === text);
  return document;
}

export const activeFile = (): string | undefined => vscode.window.activeTextEditor?.document.uri.toString();

export const errors = (uri: vscode.Uri): readonly vscode.Diagnostic[] => vscode.languages.getDiagnostics(uri);

export const services = (): readonly Row[] =>
  (extension().exports as ScalebookApi).rows().find(({ label }) => label === stack)?.children ?? [];

export const row = (label: string): Row | undefined => services().find((service) => service.label === label);

/** @param limits as the row has them: minimum, baseline and maximum */
export const inForce = (limits: string, label = 'Storefront'): boolean =>
  row(label)?.description.endsWith(` · ${limits}`) === true;

/** As it is without any file: all services equal, none with limits of its own. */
export function noneInForce(): boolean {
  const web = row('web');
  return web !== undefined && row('Other services') === undefined && !/\d+\/\d+\/\d+$/.test(web.description);
}

export async function openSidebarWithoutRunbook(): Promise<void> {
  // A browser's editor saves by itself after a moment, and what is not saved is looked at here.
  await vscode.workspace.getConfiguration('files').update('autoSave', 'off', vscode.ConfigurationTarget.Global);
  await extension().activate();
  await vscode.commands.executeCommand('scalebook.openSidebar');
  await until('no runbook is in force', noneInForce);
}

/** Closes and deletes what a test has made, and waits until that has been seen. */
export async function forgetRunbooks(): Promise<void> {
  if (vscode.window.activeTextEditor?.document.isDirty === true)
    await vscode.commands.executeCommand('workbench.action.files.revert');
  for (const uri of [file, beside('scalebook.yaml'), beside('scalebook.yml'), inRoot('ops')])
    if (await exists(uri)) await vscode.workspace.fs.delete(uri, { recursive: true, useTrash: false });
  // A command that reads the files at once sees that they are gone; the rows may not have shown them yet.
  await vscode.commands.executeCommand('scalebook.explainDecision', { stack, service: 'sick' });
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  await until('the rules without a runbook are back', noneInForce);
}

/** Holds for longer than rows need to follow. */
export async function stays(what: string, isTrue: () => boolean): Promise<void> {
  const end = Date.now() + 2000;
  while (Date.now() < end) {
    assert.ok(isTrue(), `not any more: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
