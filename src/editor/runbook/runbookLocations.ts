import * as vscode from 'vscode';
import type { Snapshot } from '../../core/stack/stack.js';
import { settings } from '../settings.js';

const names = ['scalebook.yaml', 'scalebook.yml'];

/** The runbook files that a folder may have; a new one takes the first name. */
export const runbookFilesIn = (folder: vscode.Uri): readonly vscode.Uri[] =>
  names.map((name) => vscode.Uri.joinPath(folder, name));

/**
 * Where runbook files may lie: the setting's path, the roots of the open folders, and beside the Compose files of running stacks. A
 * stack's label can name any folder of the machine, so only those inside an open one count.
 */
export function runbookLocations(snapshot: Snapshot | undefined): readonly vscode.Uri[] {
  const set = setLocations();
  if (set) return set;
  const composeFolders = (snapshot?.stacks ?? [])
    .flatMap(({ services }) => services.map(({ origin }) => origin?.workingDir ?? ''))
    .filter((path) => path !== '')
    .map((path) => vscode.Uri.file(path))
    .filter((uri) => vscode.workspace.getWorkspaceFolder(uri));
  const all = [...openFolders().map(({ uri }) => uri), ...composeFolders];
  const distinct = [...new Map(all.map((uri) => [uri.toString(), uri])).values()];
  return distinct.flatMap(runbookFilesIn);
}

/** The setting's path, where it has one: then no other file is read. */
export function setLocations(): readonly vscode.Uri[] | undefined {
  const set = settings.runbookFile();
  return set === ''
    ? undefined
    : openFolders()
        .slice(0, 1)
        .map(({ uri }) => absoluteOr(set, uri));
}

/** The folder whose stack a file is for that the setting names; undefined without the setting. */
export const setProject = (): string | undefined =>
  settings.runbookFile() === '' ? undefined : openFolders()[0]?.uri.fsPath;

const openFolders = (): readonly vscode.WorkspaceFolder[] =>
  (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');

const absoluteOr = (path: string, folder: vscode.Uri): vscode.Uri =>
  /^([a-zA-Z]:)?[\\/]/.test(path) ? vscode.Uri.file(path) : vscode.Uri.joinPath(folder, path);
