import type { Fence } from '../document.js';
import type { RunSubject } from '../run.js';
import { dangersIn, type Danger } from './dangersIn.js';
import { fenceShell, type FenceShell } from './fenceShell.js';
import { fillPlaceholders } from './fillPlaceholders.js';
import type { PlaceholderProblem } from './placeholder.js';
import { safeSteps, type SafeStep } from './safeSteps.js';
import { withoutPrompts } from './withoutPrompts.js';

/** A block of code that can be run, for one run of the checklist. */
export interface FenceCommand {
  readonly shell: FenceShell;
  /** As it would be run: without prompts, placeholders filled. Hostile. */
  readonly text: string;
  /** With any of them it cannot be run. */
  readonly problems: readonly PlaceholderProblem[];
  /** With any of them it is asked for once more. */
  readonly dangers: readonly Danger[];
  /** What Scalebook can do itself instead. */
  readonly steps: readonly SafeStep[];
}

/** Longer ones do not fit into the line that starts a program everywhere. */
const maxLength = 16_000;

/** Undefined for a block of code that is no command, or is too long for one. */
export function fenceCommand(
  { language, text }: Pick<Fence, 'language' | 'text'>,
  subject: RunSubject,
): FenceCommand | undefined {
  const shell = fenceShell(language);
  const typed = withoutPrompts(text).trim();
  if (!shell || typed === '' || typed.length > maxLength) return undefined;
  const filled = fillPlaceholders(typed, shell, subject);
  return { shell, ...filled, dangers: dangersIn(filled.text), steps: safeSteps(filled.text, subject.stack) };
}
