import * as vscode from 'vscode';

const manage = 'Manage Trust';

/**
 * Says that something is not done in an untrusted workspace, with the way to trust it.
 *
 * @param nothing what was not done and what to do, such as `Nothing was changed; trust the workspace to scale from it.`
 */
export async function refuseUntrusted(nothing: string): Promise<void> {
  const picked = await vscode.window.showErrorMessage(
    `This workspace is not trusted, so Scalebook only looks. ${nothing}`,
    manage,
  );
  if (picked === manage) await vscode.commands.executeCommand('workbench.trust.manage');
}
