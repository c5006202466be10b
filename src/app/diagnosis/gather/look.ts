import type { CheckProblem } from '../../../core/verification/check.js';
import { fail, type Result } from '../../../util/result.js';
import { messageOf } from '../../../util/messageOf.js';
import { within } from '../../operations/guards/within.js';

/** What comes of looking at one part, or why it could not be looked at; never longer than `limitMs`, and never a rejection. */
export async function look<T>(
  limitMs: number,
  outer: AbortSignal,
  work: (signal: AbortSignal) => Promise<Result<T, CheckProblem>>,
): Promise<Result<T, CheckProblem>> {
  const late: Result<T, CheckProblem> = fail({ reason: 'timed-out' });
  const looked = await within(limitMs, outer, late, async (signal) => {
    try {
      return await work(signal);
    } catch (error) {
      return unreachable(messageOf(error));
    }
  });
  return outer.aborted && !looked.ok ? fail({ reason: 'cancelled' }) : looked;
}

/** @param detail the end of a sentence; it may hold words of a server */
export const unreachable = (detail: string): Result<never, CheckProblem> => fail({ reason: 'unreachable', detail });
