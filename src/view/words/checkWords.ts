import type { PlannedGuard } from '../../core/operation/operationPlan.js';
import { oneLine } from '../markdown.js';
import { guardText } from './guardWords.js';

/**
 * A check of a plan as it stands by itself: with its service where there are several, and begun like a sentence.
 *
 * @param several the plan is of more than one service
 */
export function checkText({ title, guard }: PlannedGuard, several: boolean): string {
  const text = guardText(guard);
  // It names its service by itself: `second Backend: 100 connections of 100`.
  const named = several && title !== undefined && guard.guard !== 'connections' ? `${oneLine(title)}: ${text}` : text;
  return named.charAt(0).toUpperCase() + named.slice(1);
}

/** What is right about one service, in a line: `Backend: 2 is within 1 to 20 · no fixed host port · has a health check`. */
export function passesText(title: string, passes: readonly PlannedGuard[]): string {
  return `${oneLine(title)}: ${passes.map(({ guard }) => lower(guardText(guard))).join(' · ')}`;
}

/** Names and abbreviations keep their capitals. */
const lower = (text: string): string =>
  /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
