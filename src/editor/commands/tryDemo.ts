import * as vscode from 'vscode';
import { demoContextName } from '../../core/demo/demoContext.js';
import { demoBegun } from '../../view/words/demoWords.js';
import type { CommandHandler, CommandServices } from './commandServices.js';
import { refuseWhileBusy } from './operation/refuseWhileBusy.js';

/** *Try the Demo*: the built-in engine becomes this workspace's context, until another is chosen. */
export const tryDemo =
  ({ choice, store }: Pick<CommandServices, 'choice' | 'store'>): CommandHandler =>
  async () => {
    if (refuseWhileBusy({ store })) return;
    if (choice.pinnedName !== demoContextName) await choice.pin(demoContextName);
    await vscode.commands.executeCommand('scalebook.stacks.focus');
    const play = 'Play Scenario…';
    const picked = await vscode.window.showInformationMessage(demoBegun(vscode.workspace.isTrusted), play);
    if (picked === play) await vscode.commands.executeCommand('scalebook.playScenario');
  };
