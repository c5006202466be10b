import * as vscode from 'vscode';
import type { Journal } from '../../app/operations/journal.js';
import type { JournalEvent } from '../../core/operation/journalEvent.js';
import { messageOf } from '../../util/messageOf.js';
import { noteProblemText } from '../../view/words/operation/journalWords.js';
import { operationTitle } from '../../view/words/operation/operationWords.js';
import { userName } from '../user.js';
import { chooseOperation } from './ask/chooseOperation.js';
import type { CommandHandler, CommandServices } from './commandServices.js';

const longestNote = 1000;

/** *Add Note to Operation*: what people want to remember of an operation, kept in the journal under their name. */
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
    const note = { event: 'note', operation: operation.id, at: Date.now(), by: userName(), text: text.trim() } as const;
    await keep(journal, note);
  };

/** Tries again for as long as the person wants: what they wrote is not typed twice. */
async function keep(journal: Journal, note: JournalEvent): Promise<void> {
  for (;;) {
    try {
      return void (await journal.record(note));
    } catch (error) {
      const again = 'Try Again';
      if ((await vscode.window.showErrorMessage(noteProblemText(messageOf(error)), again)) !== again) return;
    }
  }
}
