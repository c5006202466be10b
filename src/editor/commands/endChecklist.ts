import * as vscode from 'vscode';
import type { ChecklistRun } from '../../core/checklist/run.js';
import { runOfRow } from '../../view/checklist/runRows.js';
import { oneLine } from '../../view/markdown.js';
import { clockTime } from '../../view/words/moments.js';
import type { CommandHandler, CommandServices } from './commandServices.js';
import { calling } from '../calling.js';
import { tell } from '../tell.js';

/** *End Checklist*: it stays in the journal as it is. */
export const endChecklist = (services: Pick<CommandServices, 'checklists'>): CommandHandler =>
  onRun(
    services,
    'End Checklist',
    ({ endedAt }) => endedAt === undefined,
    async (run) => {
      if (!(await (await services.checklists()).end(run.id))) return;
      const picked = await vscode.window.showInformationMessage(`${oneLine(run.name)} is ended.`, 'Export Report');
      if (picked) await (await services.checklists()).export(run.id);
    },
  );

/** *Export Checklist Report*: all that the journal has of a run, as Markdown. */
export const exportChecklist = (services: Pick<CommandServices, 'checklists'>): CommandHandler =>
  onRun(
    services,
    'Export Checklist Report',
    () => true,
    async ({ id }) => (await services.checklists()).export(id),
  );

/** The frame of a command on one run: the row's, the only one that fits, or one that a person picks. */
const onRun =
  (
    { checklists }: Pick<CommandServices, 'checklists'>,
    title: string,
    fits: (run: ChecklistRun) => boolean,
    use: (run: ChecklistRun) => Promise<void>,
  ): CommandHandler =>
  async (...[row]) => {
    const desk = await checklists();
    await desk.load();
    const named = typeof row === 'string' ? desk.find(runOfRow(row) ?? row) : undefined;
    const fitting = desk.runs.filter(fits);
    const run = named ?? (fitting.length > 1 ? await choose(fitting, title) : fitting[0]);
    if (run) return use(run);
    if (fitting.length === 0)
      tell('information', 'No checklist is there for that. Begin one with Open Checklist.', {
        'Open Checklist': calling('scalebook.openChecklist'),
      });
  };

async function choose(runs: readonly ChecklistRun[], title: string): Promise<ChecklistRun | undefined> {
  const items = runs.map((run) => ({
    label: `$(tasklist) ${oneLine(run.name)}`,
    description: clockTime(run.startedAt, undefined),
    run,
  }));
  return (await vscode.window.showQuickPick(items, { title, placeHolder: 'Which checklist?' }))?.run;
}
