import { RunVerification } from '../app/verification/runVerification.js';
import { TimesBefore } from '../app/verification/timesBefore.js';
import type { VerificationParts } from '../app/verification/verificationParts.js';

/** A part of the composition root, a bundle of its own: what makes checks, loaded with the first verification or operation. */
export function wireVerification(parts: VerificationParts): {
  readonly verifier: RunVerification;
  readonly timesBefore: TimesBefore;
} {
  const { session, store, sources, mayAsk } = parts;
  const timesBefore = new TimesBefore(session, store, sources, mayAsk);
  return { verifier: new RunVerification(parts), timesBefore };
}
