import type { RunSubject } from '../run.js';
import type { FenceShell } from './fenceShell.js';
import {
  placeholder,
  placeholderNames,
  templateWords,
  valueOf,
  type PlaceholderName,
  type PlaceholderProblem,
} from './placeholder.js';
import { quoteFor } from './quoteFor.js';
import { quotesAt } from './quotesAt.js';

export interface FilledText {
  /** What could not be filled stands there as it was. */
  readonly text: string;
  /** Each once; with any of them nothing is to be run. */
  readonly problems: readonly PlaceholderProblem[];
}

/** Puts what a run is about into a command, written so that the shell takes each value for one word and for nothing else. */
export function fillPlaceholders(text: string, shell: FenceShell, subject: RunSubject): FilledText {
  const problems = new Map<string, PlaceholderProblem>();
  let filled = '';
  let from = 0;
  for (const { 0: found, 1: name = '', index } of text.matchAll(placeholder)) {
    if (templateWords.has(name)) continue;
    filled += text.slice(from, index);
    from = index + found.length;
    const value = valueAt(name, shell, filled, subject);
    if (value.ok) filled += value.text;
    else {
      filled += found;
      problems.set(name, { problem: value.problem, name });
    }
  }
  return { text: filled + text.slice(from), problems: [...problems.values()] };
}

function valueAt(
  name: string,
  shell: FenceShell,
  before: string,
  subject: RunSubject,
):
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly problem: PlaceholderProblem['problem'] } {
  if (!isName(name)) return { ok: false, problem: 'unknown' };
  const value = valueOf(name, subject);
  if (value === undefined) return { ok: false, problem: 'missing' };
  const text = quoteFor(shell, () => quotesAt(shell, before), value);
  return text === undefined ? { ok: false, problem: 'unsafe' } : { ok: true, text };
}

const isName = (name: string): name is PlaceholderName => (placeholderNames as readonly string[]).includes(name);
