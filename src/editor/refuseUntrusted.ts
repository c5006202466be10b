import * as vscode from 'vscode';
import { tell } from './tell.js';

/**
 * Says that something is not done in an untrusted workspace, with the way to trust it.
 *
 * @param nothing what was not done and what to do, such as `Nothing was changed; trust the workspace to scale from it.`
 */
export const refuseUntrusted = (nothing: string): void =>
  tell('error', `This workspace is not trusted, so Scalebook only looks. ${nothing}`, {
    'Manage Trust': () => vscode.commands.executeCommand('workbench.trust.manage'),
  });
