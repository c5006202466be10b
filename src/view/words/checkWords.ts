import type { PlannedGuard } from '../../core/operation/plan/operationPlan.js';
import { oneLine } from '../markdown.js';
import { guardText } from './guards/guardWords.js';

/**
 * A check of a plan as it stands by itself: with its service where there are several.
 *
 * @param several the plan is of more than one service
 */
export function checkText({ title, guard }: PlannedGuard, several: boolean): string {
  const text = guardText(guard);
  // It names its service by itself: `Second Backend: 100 connections of 100`.
  if (guard.guard === 'connections') return text.charAt(0).toUpperCase() + text.slice(1);
  return several && title !== undefined ? `${oneLine(title)}: ${text}` : text;
}

/** What is right about one service, in a line: `Backend: 2 is within 1 to 20 · no fixed host port · has a health check`. */
export function passesText(title: string, passes: readonly PlannedGuard[]): string {
  return `${oneLine(title)}: ${passes.map(({ guard }) => lower(guardText(guard))).join(' · ')}`;
}

/** Names and abbreviations keep their capitals. */
const lower = (text: string): string =>
  /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
