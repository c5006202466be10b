import type { Check } from '../../core/verification/check.js';
import type { Verification, VerificationRequest } from '../../core/verification/verificationRun.js';
import type { PlanFailure } from '../../core/scaling/planFailure.js';
import type { Result } from '../../util/result.js';

/** Makes the checks of a verification. It changes no service; requests of a flow are as real as anybody's. What it finds stands in the live state while it is found. */
export interface Verifier {
  /**
   * Ends when every check was made, or the signal asked for an end: what was not made by then could not be told. A failure means that nothing
   * was looked at.
   */
  run(request: VerificationRequest, by: string, signal: AbortSignal): Promise<Result<Verification, PlanFailure>>;
  /** Makes one check of a verification anew, in its place. Undefined where that verification or check is not known. */
  again(verificationId: string, checkId: string, signal: AbortSignal): Promise<Check | undefined>;
}
