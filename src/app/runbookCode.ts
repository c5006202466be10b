import type { Runbook } from '../core/runbook/runbook.js';
import type { Stack } from '../core/stack/stack.js';

/** Something wrong in a runbook file, where it is. Lines and columns count from 0. */
export interface RunbookProblem {
  readonly message: string;
  readonly severity: 'error' | 'warning';
  readonly from: { readonly line: number; readonly column: number };
  readonly to: { readonly line: number; readonly column: number };
}

/** Reads and writes runbook files; a bundle of its own, loaded when there is one to read. */
export interface RunbookCode {
  /** `runbook` is undefined where there is any error. */
  parseRunbook(text: string): { readonly runbook: Runbook | undefined; readonly problems: readonly RunbookProblem[] };
  /** As a commented file. */
  writeRunbook(runbook: Runbook): string;
  /** What could be a stack's own: its services, present counts as baseline, default rules. */
  createRunbookFor(stack: Stack): Runbook;
  /** What can be typed at a position, counted from 0. */
  suggestionsAt(
    text: string,
    position: { readonly line: number; readonly column: number },
  ): readonly { readonly label: string; readonly kind: 'key' | 'value'; readonly description: string }[];
  /** What is to be known of the key at a position. */
  hoverAt(
    text: string,
    position: { readonly line: number; readonly column: number },
  ): { readonly text: string; readonly from: number; readonly to: number } | undefined;
}
