import * as vscode from 'vscode';
import type { Snapshot } from '../../core/stack/stack.js';
import { settings } from '../settings.js';

export const runbookFileName = 'scalebook.yaml';
const names = [runbookFileName, 'scalebook.yml'];

/**
 * Where runbook files may lie: the setting's path, the roots of the open folders, and beside the Compose files of running stacks. A
 * stack's label can name any folder of the machine, so only those inside an open one count.
 */
export function runbookLocations(snapshot: Snapshot | undefined): readonly vscode.Uri[] {
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
  const set = settings.runbookFile();
  if (set !== '') return folders.slice(0, 1).map(({ uri }) => absoluteOr(set, uri));
  const composeFolders = (snapshot?.stacks ?? [])
    .flatMap(({ services }) => services.map(({ origin }) => origin?.workingDir ?? ''))
    .filter((path) => path !== '')
    .map((path) => vscode.Uri.file(path))
    .filter((uri) => vscode.workspace.getWorkspaceFolder(uri));
  const all = [...folders.map(({ uri }) => uri), ...composeFolders];
  const distinct = [...new Map(all.map((uri) => [uri.toString(), uri])).values()];
  return distinct.flatMap((folder) => names.map((name) => vscode.Uri.joinPath(folder, name)));
}

const absoluteOr = (path: string, folder: vscode.Uri): vscode.Uri =>
  /^([a-zA-Z]:)?[\\/]/.test(path) ? vscode.Uri.file(path) : vscode.Uri.joinPath(folder, path);
