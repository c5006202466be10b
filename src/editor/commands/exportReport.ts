import * as vscode from 'vscode';
import { reportFileName, reportPage } from '../../view/reportPage.js';
import { operationTitle } from '../../view/words/operation/operationWords.js';
import { saveReport } from '../saveReport.js';
import { chooseOperation } from './ask/chooseOperation.js';
import type { CommandHandler, CommandServices } from './commandServices.js';
import { verificationOfArguments } from './arguments/verificationOfArguments.js';

/** *Export Report*: saves what the journal has of an operation, or of a verification, where the person chooses. */
export const exportReport =
  ({
    store,
    journal,
    pages,
    reports,
  }: Pick<CommandServices, 'store' | 'journal' | 'pages' | 'reports'>): CommandHandler =>
  async (...args) => {
    await (await journal()).load();
    const verification = verificationOfArguments(args, store.state);
    if (verification) {
      const as = await askForm();
      return as && (await reports()).save(verification, as);
    }
    const operation = await chooseOperation(args, store.state, {
      title: 'Export Report',
      fits: () => true,
      none: 'No operation has run from this workspace yet.',
    });
    if (!operation) return;
    const text = reportPage(operation, Date.now(), store.state.verifications);
    await pages.open(operationTitle(operation.plan), text);
    await saveReport({ name: reportFileName(operation), text, kind: 'Markdown', ending: 'md' });
  };

async function askForm(): Promise<'markdown' | 'junit' | undefined> {
  const items = [
    { label: 'Markdown', description: 'for people', as: 'markdown' as const },
    { label: 'JUnit XML', description: 'for a pipeline', as: 'junit' as const },
  ];
  const picked = await vscode.window.showQuickPick(items, { title: 'Export Report', placeHolder: 'As what?' });
  return picked?.as;
}
