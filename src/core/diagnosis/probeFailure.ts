import { missingProgramIn } from './missingProgram.js';
import type { ProbeResult } from './containerDetails.js';

/** How a run of a health check failed. */
export type ProbeFailure =
  | { readonly failure: 'program-missing'; readonly program: string }
  | { readonly failure: 'timed-out' }
  | { readonly failure: 'said-no' };

/**
 * Of a run that did not pass. A shell ends with 127 for a program that it does not find and with 126 for one that it may not run; where there
 * is no shell the engine says so itself, and its code is below zero.
 */
export function probeFailure({ exitCode, said }: ProbeResult, probe: readonly string[]): ProbeFailure {
  if (exitCode < 0 && /exceeded timeout/i.test(said)) return { failure: 'timed-out' };
  const ofEngine =
    /exec: "([^"]{1,200})":.{0,200}(?:executable file not found|no such file or directory|permission denied)/i;
  const program = ofEngine.exec(said)?.[1];
  if (program !== undefined) return { failure: 'program-missing', program };
  if (exitCode === 126 || exitCode === 127)
    return { failure: 'program-missing', program: missingProgramIn(said) ?? firstWord(probe) };
  return { failure: 'said-no' };
}

const firstWord = (probe: readonly string[]): string => (probe[0] ?? '').trim().split(/\s+/)[0] ?? '';
