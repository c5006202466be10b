import type { DocumentProblem } from '../../core/checklist/document.js';
import { isDemo } from '../../core/demo/demoContext.js';
import type { PageHead } from '../../protocol/checklistPage.js';
import type { PageButton } from '../../protocol/pageButton.js';
import { count } from '../figures.js';
import { oneLine } from '../markdown.js';
import { button } from '../pageButton.js';
import { labelled } from '../words/demoLabel.js';
import type { ChecklistContext } from './checklistContext.js';
import { nameOf, timeOf } from './whoAndWhen.js';

export const headButtons = ['export', 'change-target', 'end'] as const;

/** @param failure why the text that is shown is not the file's own; empty where it is */
export function pageHead(context: ChecklistContext, failure: string): PageHead {
  const { run, isTrusted, elsewhere, fences, document } = context;
  const hasCommands = fences.some(({ command }) => command !== undefined);
  const notices = [
    failure,
    elsewhere === undefined
      ? ''
      : `This checklist is of the Docker context ${oneLine(run.subject.context)}, and ${oneLine(elsewhere)} is in use: nothing is seen or done here. Choose that context first.`,
    isTrusted || !hasCommands ? '' : 'This workspace is not trusted: the commands can be read and copied, and not run.',
    hasCommands && isDemo({ name: run.subject.context })
      ? 'No command line reaches the demo: the commands can be read and copied, and not run.'
      : '',
    ...problemWords(document.problems),
  ];
  return {
    title: labelled(run.subject.context, oneLine(run.name) || 'Checklist'),
    circumstances: circumstances(context),
    notices: notices.filter((notice) => notice !== ''),
    buttons: buttons(context),
  };
}

function circumstances(context: ChecklistContext): readonly string[] {
  const { run } = context;
  const { subject, startedAt, endedAt, by } = run;
  return [
    `run ${timeOf(startedAt, context)}`,
    nameOf(by, context),
    oneLine(subject.stack),
    oneLine(subject.context),
    endedAt === undefined ? '' : `ended ${timeOf(endedAt, context)}`,
  ].filter((part) => part !== '');
}

function buttons({ run }: ChecklistContext): readonly PageButton[] {
  const all = [button('export', 'Export…', 'Export Report')];
  if (run.endedAt !== undefined) return all;
  if (run.subject.service !== '') all.push(button('change-target', 'Change Target…'));
  all.push(button('end', 'End Checklist'));
  return all;
}

/** What does not show in the page itself. Each mistake has its line in the Problems panel. */
function problemWords(problems: readonly DocumentProblem[]): readonly string[] {
  const words = problems.flatMap((problem) => {
    if (problem.problem === 'too-long')
      return [`The file is too long: its first ${problem.maxItems} items are here, and the others are not.`];
    if (problem.problem === 'too-deep')
      return [`Some of its lists are nested more than ${problem.maxDepth} deep: what is deeper is not here.`];
    if (problem.problem === 'too-many-marks')
      return [`The file has more than ${problem.maxMarks} marks: what is behind them is shown as plain text.`];
    return [];
  });
  const unknown = problems.length - words.length;
  return unknown === 0
    ? words
    : [
        ...words,
        `${count(unknown, 'comment')} of the file ${unknown === 1 ? 'names' : 'name'} a check or an action that there is none of; the Problems panel has the lines.`,
      ];
}
