import type { Diagnosis } from '../../core/diagnosis/diagnosis.js';
import { count } from '../figures.js';
import { oneLine } from '../markdown.js';
import { causeSentence } from './causeWords.js';

/** All of it in a sentence or two: what is most likely wrong, or that nothing was found and how much could not be looked at. */
export function diagnosisSummary(diagnosis: Diagnosis): string {
  const { causes, title, ready, replicas, lookedAt } = diagnosis;
  const [first] = causes;
  if (first) {
    const sentence = causeSentence(first, diagnosis);
    const more = causes.length > 1 ? ` ${count(causes.length - 1, 'more cause')} found.` : '';
    return `${first.certainty === 'likely' ? `Probably: ${lowered(sentence)}` : sentence}.${more}`;
  }
  const unknown = lookedAt.filter(({ problem }) => problem).length;
  const blind = unknown === 0 ? '' : ` ${unknown} of ${count(lookedAt.length, 'thing')} could not be looked at.`;
  const state = replicas === 0 ? 'it has no replicas' : `${ready} of ${count(replicas, 'replica')} ready`;
  return `Nothing was found that is wrong with ${oneLine(title)}: ${state}.${blind}`;
}

/** Names keep their first letter. */
const lowered = (sentence: string): string =>
  /^(The|Requests) /.test(sentence) ? `${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}` : sentence;
