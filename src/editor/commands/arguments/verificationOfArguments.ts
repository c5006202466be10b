import type { LiveState } from '../../../core/live/liveState.js';
import type { Verification } from '../../../core/verification/verificationRun.js';
import { verificationOfRow } from '../../../view/rows/verificationRows.js';

/** The verification whose row a command was called on, or that a caller names as `{ "verification": "…" }`; undefined for anything else. */
export function verificationOfArguments(
  [argument]: readonly unknown[],
  { verifications }: LiveState,
): Verification | undefined {
  const named = namedVerification(argument);
  return verifications.find(({ id }) => id === named);
}

function namedVerification(argument: unknown): string | undefined {
  if (typeof argument === 'string') return verificationOfRow(argument);
  if (typeof argument !== 'object' || argument === null || !('verification' in argument)) return undefined;
  return typeof argument.verification === 'string' ? argument.verification : undefined;
}
