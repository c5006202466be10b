import * as vscode from 'vscode';
import { connectedContext } from '../../core/connection/connectionState.js';
import type { RunSubject } from '../../core/checklist/run.js';
import { stackStatuses } from '../../core/policy/stackStatus.js';
import { sourceTitle } from '../../view/checklist/runRows.js';
import { oneLine } from '../../view/markdown.js';
import { workspaceFocus } from '../workspaceFocus.js';
import type { CommandHandler, CommandServices } from './commandServices.js';

/** As many files of a workspace are offered. */
const mostFiles = 500;
const leftOut = '**/{node_modules,.git}/**';

/** *Open as Checklist*: the Markdown file that is open, or was pointed at, or that a person chooses in the workspace. */
export const openAsChecklist =
  ({ store, checklists }: Pick<CommandServices, 'store' | 'checklists'>): CommandHandler =>
  async (...[given]) => {
    const file = given instanceof vscode.Uri ? given : await chooseFile();
    if (!file) return;
    if (!isMarkdown(file))
      return void vscode.window.showErrorMessage(
        `${oneLine(nameOf(file))} is no Markdown file. Nothing was opened; choose one that ends in .md.`,
      );
    const source = { from: 'file', uri: file.toString() } as const;
    await (await checklists()).openFor(source, subjectOf(store), sourceTitle(source));
  };

/** The stack of the window's folders, or the only one there is; without one it is a checklist of no stack. */
function subjectOf({ state }: CommandServices['store']): RunSubject {
  const statuses = stackStatuses(state, Date.now(), workspaceFocus());
  const inFocus = statuses.filter((status) => status.inFocus);
  const [only, ...others] = inFocus.length > 0 ? inFocus : statuses;
  const stack = others.length === 0 ? only?.stack : undefined;
  return {
    context: stack ? (connectedContext(state.connection) ?? '') : '',
    stackId: stack?.id ?? '',
    stack: stack?.name ?? '',
    service: '',
    from: undefined,
    target: undefined,
    operation: undefined,
  };
}

async function chooseFile(): Promise<vscode.Uri | undefined> {
  const active = vscode.window.activeTextEditor?.document;
  const files = await vscode.workspace.findFiles('**/*.{md,markdown}', leftOut, mostFiles);
  const open = active?.languageId === 'markdown' && !active.isUntitled ? active.uri : undefined;
  const others = files.filter((file) => file.toString() !== open?.toString());
  const items = [...(open ? [open] : []), ...others.sort((a, b) => a.path.localeCompare(b.path))].map((file) => ({
    label: `$(markdown) ${oneLine(nameOf(file))}`,
    description: oneLine(vscode.workspace.asRelativePath(file)),
    file,
  }));
  if (items.length === 0) {
    void vscode.window.showInformationMessage(
      'This workspace has no Markdown file. Open a folder with one, or begin the bundled checklist.',
    );
    return undefined;
  }
  const picked = await vscode.window.showQuickPick(items, {
    title: 'Open as Checklist',
    placeHolder: 'Which Markdown file?',
    matchOnDescription: true,
  });
  return picked?.file;
}

const nameOf = ({ path }: vscode.Uri): string => path.slice(path.lastIndexOf('/') + 1);
const isMarkdown = ({ path }: vscode.Uri): boolean => /\.(md|markdown)$/i.test(path);
