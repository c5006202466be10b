import * as vscode from 'vscode';
import { messageOf } from '../../util/messageOf.js';
import { oneLine } from '../../view/markdown.js';
import { reportFileName, reportPage } from '../../view/reportPage.js';
import { operationTitle } from '../../view/words/operationWords.js';
import { chooseOperation } from './chooseOperation.js';
import type { CommandHandler, CommandServices } from './commandServices.js';

/** *Export Report*: opens what the journal has of an operation, and saves it as Markdown where the person chooses. */
export const exportReport =
  ({ store, journal, pages }: Pick<CommandServices, 'store' | 'journal' | 'pages'>): CommandHandler =>
  async (...args) => {
    await (await journal()).load();
    const operation = await chooseOperation(args, store.state, {
      title: 'Export Report',
      fits: () => true,
      none: 'No operation has run from this workspace yet.',
    });
    if (!operation) return;
    const page = reportPage(operation, Date.now());
    await pages.open(operationTitle(operation.plan), page);
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    const name = reportFileName(operation);
    const target = await vscode.window.showSaveDialog({
      title: 'Export Report',
      saveLabel: 'Save Report',
      filters: { Markdown: ['md'] },
      ...(folder ? { defaultUri: vscode.Uri.joinPath(folder.uri, name) } : {}),
    });
    if (!target) return;
    try {
      await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(page));
    } catch (error) {
      return void vscode.window.showErrorMessage(
        `The report could not be saved: ${oneLine(messageOf(error))} It stays open as a page; choose another place.`,
      );
    }
    const picked = await vscode.window.showInformationMessage(`The report is saved as ${oneLine(name)}.`, 'Open File');
    if (picked) await vscode.window.showTextDocument(target);
  };
