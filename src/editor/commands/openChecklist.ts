import * as vscode from 'vscode';
import { connectedContext } from '../../core/connection/connectionState.js';
import { demoNote } from '../../view/words/demoLabel.js';
import type { CommandHandler, CommandServices } from './commandServices.js';

/** *Open Checklist*: the steps before, during and after a scaling, and those of the way down, to read and go by. */
export const openChecklist =
  ({ shippedFile, store, pages }: Pick<CommandServices, 'shippedFile' | 'store' | 'pages'>): CommandHandler =>
  async () => {
    const file = shippedFile('media/scaling-checklist.md');
    const note = demoNote(connectedContext(store.state.connection));
    if (note.length === 0) return void (await vscode.commands.executeCommand('markdown.showPreview', file));
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
    await pages.open('Scaling checklist', [...note, text].join('\n\n'));
  };
