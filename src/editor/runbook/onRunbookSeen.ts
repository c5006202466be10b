import * as vscode from 'vscode';

const runbook = /[\\/]scalebook\.ya?ml$/;

/** Calls when a runbook file is open in an editor, now or later: its mistakes show before anybody looks at a stack. */
export function onRunbookSeen(seen: () => void): vscode.Disposable {
  const look = ({ uri }: vscode.TextDocument): void => {
    if (runbook.test(uri.fsPath)) seen();
  };
  vscode.workspace.textDocuments.forEach(look);
  return vscode.workspace.onDidOpenTextDocument(look);
}
