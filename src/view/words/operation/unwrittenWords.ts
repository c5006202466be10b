import type { Unwritten } from '../../../core/operation/run/unwritten.js';
import { oneLine } from '../../markdown.js';
import { operationPlanTitle } from './operationPlanWords.js';

/** What was lost with a line that the journal did not take, and what to do. @param reason in words of the system */
export function unwrittenText(what: Unwritten, reason: string): string {
  const why = `the journal could not be written (${oneLine(reason).replace(/\.$/, '')})`;
  return what.lost === 'verification'
    ? `The report of the verification of ${oneLine(what.stack)} was not kept: ${why}. It is there until this window closes; export it, then make room on the disk.`
    : `The watch after ${operationPlanTitle(what.operation.plan)} has ended early: ${why}. Look at the stack yourself, and make room on the disk.`;
}
