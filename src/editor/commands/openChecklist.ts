import * as vscode from 'vscode';
import type { CommandHandler, CommandServices } from './commandServices.js';

/** *Open Checklist*: the steps before, during and after a scaling, and those of the way down, to read and go by. */
export const openChecklist =
  ({ shippedFile }: Pick<CommandServices, 'shippedFile'>): CommandHandler =>
  async () => {
    await vscode.commands.executeCommand('markdown.showPreview', shippedFile('media/scaling-checklist.md'));
  };
