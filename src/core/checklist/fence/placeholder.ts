import type { RunSubject } from '../run.js';

/** What can stand in a command as `{{name}}`. */
export const placeholderNames = ['service', 'target', 'from', 'stack', 'context'] as const;
export type PlaceholderName = (typeof placeholderNames)[number];

/** Why a placeholder is not filled: nobody knows its name, the run has nothing for it, or what it has cannot be written there safely. */
export interface PlaceholderProblem {
  readonly problem: 'unknown' | 'missing' | 'unsafe';
  /** As it stands in the file, without its braces. */
  readonly name: string;
}

/** One lower-case word. The templates of the Docker CLI have a dot or several words, such as `{{.Name}}` and `{{json .}}`. */
export const placeholder = /\{\{[ \t]*([a-z]{1,40})[ \t]*\}\}/g;

/** Of those templates the words that stand alone. */
export const templateWords: ReadonlySet<string> = new Set(['end', 'else', 'break', 'continue']);

/** Undefined where the run has none. */
export function valueOf(name: PlaceholderName, subject: RunSubject): string | undefined {
  const value = subject[name];
  return value === undefined || value === '' ? undefined : String(value);
}
