import * as vscode from 'vscode';
import type { Disposable } from '../../util/disposable.js';

const quietMs = 300;

/** Calls when there has been a change of a file, in an editor or on disk, and then none for a moment. */
export function followFile(uri: vscode.Uri, onChange: () => void): Disposable {
  const key = uri.toString();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const soon = (changed: vscode.Uri): void => {
    if (changed.toString() !== key) return;
    clearTimeout(timer);
    timer = setTimeout(onChange, quietMs);
  };
  const watcher = vscode.workspace.createFileSystemWatcher(
    new vscode.RelativePattern(vscode.Uri.joinPath(uri, '..'), patternOf(uri)),
  );
  return vscode.Disposable.from(
    watcher,
    watcher.onDidChange(soon),
    watcher.onDidCreate(soon),
    watcher.onDidDelete(soon),
    vscode.workspace.onDidChangeTextDocument(({ document }) => soon(document.uri)),
    // What was typed and not saved is gone with its last tab.
    vscode.workspace.onDidCloseTextDocument((document) => soon(document.uri)),
    { dispose: () => clearTimeout(timer) },
  );
}

/** Its name; all of its folder where the name itself would be read as a pattern. */
function patternOf(uri: vscode.Uri): string {
  const name = uri.path.split('/').at(-1) ?? '';
  return /[[\]{}*?,!]/.test(name) ? '*' : name;
}
