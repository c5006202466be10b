import * as vscode from 'vscode';

const composeFile = /^(compose|docker-compose|scalebook)[\w.-]*\.ya?ml$/;

/** Whether a folder of this window has a Compose file or a runbook at its root. Reads the roots alone: no search. */
export async function hasComposeFile(): Promise<boolean> {
  const roots = (vscode.workspace.workspaceFolders ?? []).map(async ({ uri }) => {
    try {
      return (await vscode.workspace.fs.readDirectory(uri)).some(([name]) => composeFile.test(name));
    } catch {
      // A folder that cannot be read has none that we could see.
      return false;
    }
  });
  return (await Promise.all(roots)).includes(true);
}
