import * as vscode from 'vscode';
import { messageOf } from '../../util/messageOf.js';
import { oneLine } from '../../view/markdown.js';
import { operationTitle } from '../../view/words/operationWords.js';
import { userName } from '../user.js';
import { chooseOperation } from './chooseOperation.js';
import type { CommandHandler, CommandServices } from './commandServices.js';

const longestNote = 1000;

/** *Add Note*: what people want to remember of an operation, kept in the journal under their name. */
export const addNote =
  ({ store, journal: open }: Pick<CommandServices, 'store' | 'journal'>): CommandHandler =>
  async (...args) => {
    const journal = await open();
    await journal.load();
    const operation = await chooseOperation(args, store.state, {
      title: 'Add Note',
      fits: () => true,
      none: 'No operation has run from this workspace yet.',
    });
    if (!operation) return;
    const text = await vscode.window.showInputBox({
      title: `Note on ${operationTitle(operation.plan)}`,
      prompt: 'Kept in the journal with your name and the time',
      ignoreFocusOut: true,
      validateInput: (typed) => (typed.length > longestNote ? `At most ${longestNote} characters` : undefined),
    });
    if (text === undefined || text.trim() === '') return;
    const note = { event: 'note', by: userName(), text: text.trim() } as const;
    try {
      await journal.record({ operation: operation.id, at: Date.now(), ...note });
    } catch (error) {
      void vscode.window.showErrorMessage(`The note could not be kept: ${oneLine(messageOf(error))}`);
    }
  };
