import * as vscode from 'vscode';
import { oneLine } from '../../../view/markdown.js';
import { labelled } from '../../../view/words/demoLabel.js';
import { clockTime } from '../../../view/words/moments.js';
import type { CommandServices } from '../commandServices.js';

/** What a person chose to open. */
export type ChosenChecklist =
  { readonly open: 'run'; readonly run: string } | { readonly open: 'service' | 'stack' | 'file' };

interface ChecklistItem extends vscode.QuickPickItem {
  readonly chosen?: ChosenChecklist;
}

/** Asks whether to go on with a run or to begin one; where none is open there is nothing to go on with. */
export async function chooseChecklist({
  checklists,
}: Pick<CommandServices, 'checklists'>): Promise<ChosenChecklist | undefined> {
  const desk = await checklists();
  // What cannot be read can be begun all the same.
  await desk.load().catch(() => undefined);
  const open = desk.runs.filter(({ endedAt }) => endedAt === undefined);
  const separator = (label: string): ChecklistItem => ({ label, kind: vscode.QuickPickItemKind.Separator });
  const items: readonly ChecklistItem[] = [
    ...(open.length > 0 ? [separator('In progress')] : []),
    ...open.map((run): ChecklistItem => ({
      label: `$(tasklist) ${labelled(run.subject.context, oneLine(run.name))}`,
      description: `${clockTime(run.startedAt, undefined)} · ${oneLine(run.subject.stack)}`,
      chosen: { open: 'run', run: run.id },
    })),
    separator('Begin'),
    {
      label: '$(checklist) For a service…',
      description: 'the steps of a scaling, with what Scalebook sees itself',
      chosen: { open: 'service' },
    },
    {
      label: '$(layers) For the whole stack',
      description: 'such as several services in one plan',
      chosen: { open: 'stack' },
    },
    {
      label: '$(markdown) From a Markdown file…',
      description: 'any runbook of this workspace',
      chosen: { open: 'file' },
    },
  ];
  const picked = await vscode.window.showQuickPick(items, { title: 'Open Checklist', placeHolder: 'Which one?' });
  return picked?.chosen;
}
