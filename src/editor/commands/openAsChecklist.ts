import * as vscode from 'vscode';
import { connectedContext } from '../../core/connection/connectionState.js';
import type { RunSubject } from '../../core/checklist/run.js';
import { stackSubject } from '../../core/checklist/stackSubject.js';
import { stackStatuses } from '../../core/policy/stackStatus.js';
import { titleOf } from '../../core/runbook/runbook.js';
import { sourceTitle } from '../../view/checklist/runRows.js';
import { oneLine } from '../../view/markdown.js';
import { workspaceFocus } from '../workspaceFocus.js';
import { askTarget } from './ask/askTarget.js';
import type { CommandHandler, CommandServices } from './commandServices.js';
import { lookAtServices } from './lookAtServices.js';
import type { OperationServices } from './operation/operationServices.js';
import { serviceSubject } from './arguments/serviceSubject.js';
import { calling } from '../calling.js';
import { tell } from '../tell.js';

type Services = OperationServices & Pick<CommandServices, 'checklists'>;

/** As many files of a workspace are offered. */
const mostFiles = 500;
const leftOut = '**/{node_modules,.git}/**';

/** *Open as Checklist*: the Markdown file that is open, or was pointed at, or that a person chooses in the workspace. */
export const openAsChecklist =
  (services: Services): CommandHandler =>
  async (...[given]) => {
    const file = given instanceof vscode.Uri ? given : await chooseFile();
    if (!file) return;
    if (!isMarkdown(file))
      return tell(
        'error',
        `${oneLine(nameOf(file))} is no Markdown file. Nothing was opened; choose one that ends in .md.`,
        { 'Choose File…': calling('scalebook.openAsChecklist') },
      );
    const source = { from: 'file', uri: file.toString() } as const;
    const desk = await services.checklists();
    const wanted = await desk.placeholders(source);
    const isOfService = ['service', 'target', 'from'].some((name) => wanted.has(name));
    // Without an engine there is nothing to choose: its commands then say what is missing.
    if (!isOfService || services.store.state.connection.phase !== 'connected')
      return desk.openFor(source, subjectOf(services.store), sourceTitle(source));
    await lookAtServices(services, 'Open as Checklist', async ([found]) => {
      if (!found) return;
      const subject = serviceSubject(services.store, found, undefined);
      if (await desk.openOne(source, subject)) return;
      const asksTarget = wanted.has('target') && subject.target === undefined;
      const target = asksTarget ? await askTarget(services, [found]) : subject.target;
      if (target === undefined && asksTarget) return;
      await desk.begin(source, { ...subject, target }, titleOf(found.runbook, found.service.name));
    })();
  };

/** The stack of the window's folders, or the only one there is; without one it is a checklist of no stack. */
function subjectOf({ state }: CommandServices['store']): RunSubject {
  const statuses = stackStatuses(state, Date.now(), workspaceFocus());
  const inFocus = statuses.filter((status) => status.inFocus);
  const [only, ...others] = inFocus.length > 0 ? inFocus : statuses;
  const stack = others.length === 0 ? only?.stack : undefined;
  return stackSubject(connectedContext(state.connection) ?? '', stack);
}

/** None where the editor cannot search; the file that is open can be chosen all the same. */
async function filesOfWorkspace(): Promise<readonly vscode.Uri[]> {
  try {
    return await vscode.workspace.findFiles('**/*.{md,markdown}', leftOut, mostFiles);
  } catch {
    return [];
  }
}

async function chooseFile(): Promise<vscode.Uri | undefined> {
  const active = vscode.window.activeTextEditor?.document;
  const files = await filesOfWorkspace();
  const open = active?.languageId === 'markdown' && !active.isUntitled ? active.uri : undefined;
  const others = files.filter((file) => file.toString() !== open?.toString());
  const items = [...(open ? [open] : []), ...[...others].sort((a, b) => a.path.localeCompare(b.path))].map((file) => ({
    label: `$(markdown) ${oneLine(nameOf(file))}`,
    description: oneLine(vscode.workspace.asRelativePath(file)),
    file,
  }));
  if (items.length === 0) {
    tell(
      'information',
      'This workspace has no Markdown file. Open a folder with one, or begin the bundled checklist.',
      {
        'Open Checklist': calling('scalebook.openChecklist'),
      },
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
