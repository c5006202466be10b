import type { CommandEnd, CommandRun } from '../../core/checklist/run.js';
import type { FenceMark, FenceRun } from '../../protocol/checklistPage.js';
import type { PageButton } from '../../protocol/pageButton.js';
import { duration, list } from '../figures.js';
import { button } from '../pageButton.js';
import type { ChecklistContext, FenceFacts } from './checklistContext.js';
import { cleanText } from './cleanText.js';
import { nameOf, timeOf } from './whoAndWhen.js';

export const fenceButtons = ['run', 'run-in-terminal', 'copy', 'cancel', 'instead'] as const;
export type FenceButtonId = (typeof fenceButtons)[number];

/** A block of code as it stands: what would be run, what to know before, and what came of the last time. */
export function fenceMark(facts: FenceFacts, context: ChecklistContext): FenceMark {
  const { fence, text, danger, missing, instead, isCommand } = facts;
  const last = context.run.commands.findLast((command) => command.fence === fence.id);
  const isRunning = last !== undefined && last.ended === undefined;
  const mayRun = isCommand && context.isTrusted && context.run.endedAt === undefined;
  const isComplete = missing.length === 0;
  return {
    id: fence.id,
    text: cleanText(text),
    notes: isCommand && !isComplete ? [missingWords(missing)] : [],
    instead:
      instead && mayRun && isComplete
        ? { button: button('instead', instead.title, instead.title, true), why: instead.why }
        : undefined,
    danger,
    buttons: buttons(mayRun && isComplete, isRunning),
    run: last && fenceRun(last, context),
    announcement: last?.ended && isFailure(last.ended) ? `The command has failed: ${endWords(last.ended)}.` : '',
  };
}

const missingWords = (missing: readonly string[]): string =>
  `This run says nothing of ${list(missing.map((name) => `{{${cleanText(name)}}}`))}: the command cannot be run as it stands.`;

function buttons(mayRun: boolean, isRunning: boolean): readonly PageButton[] {
  if (isRunning) return [button('cancel', 'Cancel', 'Cancel'), copy];
  return mayRun
    ? [button('run', 'Run', 'Run the command'), button('run-in-terminal', 'Run in Terminal'), copy]
    : [copy];
}

const copy = button('copy', 'Copy', 'Copy the command');

const isFailure = ({ how, exitCode }: CommandEnd): boolean => how === 'failed' || (exitCode ?? 0) !== 0;

const endings = {
  ended: 'ended',
  cancelled: 'cancelled',
  failed: 'could not begin',
  'in-terminal': 'in a terminal, where its end is not known',
} as const satisfies Record<CommandEnd['how'], string>;

const endWords = ({ how, exitCode }: CommandEnd): string =>
  exitCode === undefined ? endings[how] : `exit code ${exitCode}`;

function fenceRun({ startedAt, ended, by }: CommandRun, context: ChecklistContext): FenceRun {
  const began = `${timeOf(startedAt, context)}, ${nameOf(by, context)}`;
  if (!ended) return { tone: 'running', line: `running since ${began}`, output: '' };
  const took = ended.how === 'in-terminal' ? '' : ` after ${duration(ended.at - startedAt)}`;
  return {
    tone: isFailure(ended) ? 'fail' : ended.exitCode === 0 ? 'pass' : 'unknown',
    line: `${endWords(ended)}${took}, ${began}`,
    output: cleanText(ended.output.replaceAll('\r\n', '\n')),
  };
}
