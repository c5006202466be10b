import { progressOf } from '../../core/checklist/progress.js';
import type { StageTasks } from '../../core/checklist/stageTasks.js';
import type { PageButton } from '../../protocol/pageButton.js';
import type { StageMark } from '../../protocol/checklistPage.js';
import { count } from '../figures.js';
import { button } from '../pageButton.js';
import { oneLine } from '../markdown.js';
import { mayRunCommands, type ChecklistContext } from './checklistContext.js';
import { cleanText } from './cleanText.js';
import { isNotNeeded, itemState } from './itemMark.js';
import { nameOf, timeOf } from './whoAndWhen.js';

export const stageButtons = ['close', 'reopen', 'run-commands'] as const;

/** @param isCurrent whether what comes next is in it */
export function stageMark(stage: StageTasks, isCurrent: boolean, context: ChecklistContext): StageMark {
  const { done, total } = progressOf(context.run, stage.tasks);
  const closed = context.run.closed.get(stage.id);
  const isDone = done === total;
  const title = cleanText(stage.title) || 'Checklist';
  const state = closed ? 'closed' : isDone ? 'done' : isCurrent ? 'current' : 'open';
  return {
    id: stage.id,
    title,
    state,
    done,
    total,
    count: total === 0 ? 'not needed' : `${done}/${total}`,
    spokenCount: total === 0 ? 'not needed' : `${done} of ${total} done`,
    note: closed ? `closed ${timeOf(closed.at, context)} by ${nameOf(closed.by, context)}` : '',
    // Nothing of it applies: there is nothing to close, either.
    buttons: total === 0 && !closed ? [] : stageButtonsOf(stage.id, title, state, context),
    notNeeded: notNeeded(stage, context),
    announcement: isDone && total > 0 ? `${title} is done: ${done} of ${total}.` : '',
  };
}

/** A stage that is still to come has nothing to close. */
function stageButtonsOf(
  id: string,
  title: string,
  state: StageMark['state'],
  context: ChecklistContext,
): readonly PageButton[] {
  if (context.run.endedAt !== undefined) return [];
  if (state === 'closed') return [button('reopen', 'Reopen', `Reopen: ${title}`)];
  const commands = context.commandsIn.get(id) ?? 0;
  const runAll = `Run All ${commands} Commands`;
  return [
    ...(commands > 1 && mayRunCommands(context) ? [button('run-commands', runAll, `${runAll}: ${title}`)] : []),
    ...(state === 'open' ? [] : [button('close', 'Close Stage', `Close Stage: ${title}`, state === 'done')]),
  ];
}

const maxReasons = 3;

/** `Not needed here: 2 steps, no backend is scaled`. */
function notNeeded({ tasks }: StageTasks, context: ChecklistContext): string {
  const without = tasks.filter((task) => isNotNeeded(itemState(context, task)));
  if (without.length === 0) return '';
  const reasons = [...new Set(without.map((task) => oneLine(itemState(context, task).seen?.evidence ?? '')))].filter(
    (reason) => reason !== '',
  );
  const [only] = without;
  const what = without.length === 1 && only ? oneLine(only.text) : count(without.length, 'step');
  const shown = reasons.slice(0, maxReasons).join('; ');
  return `Not needed here: ${what}${shown === '' ? '' : `, ${shown}`}${reasons.length > maxReasons ? '; …' : ''}`;
}
