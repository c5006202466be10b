import type { Operation } from '../../../core/operation/operation.js';
import type { Change } from '../../../core/scaling/change.js';
import { operationActivity, operationTitle } from './operationWords.js';

/** What stands before what an operation does while it is being cancelled. */
export const cancellingWords = 'cancelling';

/** What a cancelled operation still does before it ends; empty where it only waits, and so ends at once. */
export function cancellingText(operation: Operation, changes: readonly Change[], now: number): string {
  if (!operation.stages.some(({ phase }) => phase === 'running')) return '';
  return `${operationTitle(operation.plan)} is being cancelled. What was begun is let end (${operationActivity(operation, changes, now)}); nothing more is begun.`;
}
