import type { SessionCheck } from '../../runbook/verificationPolicy.js';
import type { Finding } from '../check.js';
import { couldNotTell } from '../finding.js';
import type { StepSeen } from './flow.js';

export interface SessionSeen {
  /** Names of the replicas that are ready. */
  readonly replicas: readonly string[];
  readonly created: StepSeen;
  /** Who made it; undefined where the answer did not tell. */
  readonly createdBy: string | undefined;
  /** Each time it was asked for, and by which replica that was answered; undefined where the answer did not tell. */
  readonly reads: readonly { readonly by: string | undefined; readonly seen: StepSeen }[];
}

/** Kind `sessions-shared`. A single replica proves nothing: the suite leaves it out then. */
export function judgeSessions(check: SessionCheck, { replicas }: SessionSeen): Finding {
  return couldNotTell({ reason: 'too-few', have: replicas.length, needed: check.create.expect.statuses.length });
}
