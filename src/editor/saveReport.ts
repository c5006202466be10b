import * as vscode from 'vscode';
import { messageOf } from '../util/messageOf.js';
import { oneLine } from '../view/markdown.js';
import { sentence } from '../view/words/sentence.js';
import { tell } from './tell.js';

/** A report as a file. */
export interface ReportFile {
  readonly name: string;
  readonly text: string;
  /** The kind of file as the dialog calls it, and its ending. */
  readonly kind: string;
  readonly ending: string;
}

/** Saves a report where the person chooses, and says what came of it. */
export async function saveReport(report: ReportFile): Promise<void> {
  const { name, text, kind, ending } = report;
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const target = await vscode.window.showSaveDialog({
    title: 'Export Report',
    saveLabel: 'Save Report',
    filters: { [kind]: [ending] },
    ...(folder ? { defaultUri: vscode.Uri.joinPath(folder.uri, name) } : {}),
  });
  if (!target) return;
  try {
    await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
  } catch (error) {
    const why = `The report could not be saved: ${sentence(messageOf(error))} Nothing was written; choose another place.`;
    return void tell('error', why, { 'Save Elsewhere…': () => saveReport(report) });
  }
  const saved = target.path.slice(target.path.lastIndexOf('/') + 1);
  const picked = await vscode.window.showInformationMessage(`The report is saved as ${oneLine(saved)}.`, 'Open File');
  if (picked) await vscode.window.showTextDocument(target);
}
