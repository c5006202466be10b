import { checklistActionIds, checklistCheckIds, checklistWhenIds } from '../../core/checklist/bindings.js';
import type { DocumentProblem } from '../../core/checklist/document.js';
import { oneLine } from '../markdown.js';
import { keyWords } from './bindingWords.js';

/** What could not be taken of a checklist as it stands there, in a sentence. */
export function documentProblemText(problem: DocumentProblem): string {
  switch (problem.problem) {
    case 'unknown-check':
      return `There is no check ${oneLine(problem.id)}${meant(problem.id, checklistCheckIds)}`;
    case 'unknown-action':
      return `There is no action ${oneLine(problem.id)}${meant(problem.id, checklistActionIds)}`;
    case 'unknown-when':
      return `There is no condition ${oneLine(problem.id)}; there are ${checklistWhenIds.join(', ')}.`;
    case 'unknown-comment':
      return `Scalebook knows no ${oneLine(problem.key)} behind an item; it knows ${Object.keys(keyWords).join(', ')}.`;
    case 'too-long':
      return `A checklist has at most ${problem.maxItems} items, 60000 lines and one megabyte: only its beginning is shown.`;
    case 'too-deep':
      return `Lists and quotes are nested deeper than ${problem.maxDepth} times: what is in there is shown as plain text.`;
    case 'too-many-marks':
      return `The file has more than ${problem.maxMarks} marks such as * and [: what is behind them is shown as plain text. Divide the file.`;
  }
}

/** The end of the sentence: with the one that shares the most with it, if any does. */
function meant(id: string, ids: readonly string[]): string {
  const parts = id.toLowerCase().split(/[^a-z]+/);
  const shared = (other: string): number => other.split('-').filter((part) => parts.includes(part)).length;
  const [best] = [...ids].sort((a, b) => shared(b) - shared(a));
  return best !== undefined && shared(best) > 0 ? `; is it ${best}?` : '.';
}
