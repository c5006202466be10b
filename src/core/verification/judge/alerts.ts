import type { Finding } from '../check.js';
import { couldNotTell } from '../finding.js';
import type { AlertSource, FiringAlert } from '../firingAlert.js';

/** What one source of alerts told. */
export interface AlertsAsked {
  readonly from: AlertSource;
  /** Undefined where it did not answer. */
  readonly firing: readonly FiringAlert[] | undefined;
  /** What fired when the operation began; undefined where that was not kept: then the times since when they fire tell. */
  readonly before: readonly FiringAlert[] | undefined;
  /** Why it did not answer, hostile; empty otherwise. */
  readonly said: string;
}

/** Kind `alerts`. `beganAt` is when the operation began, wall time in ms; undefined: there was none. */
export function judgeAlerts(sources: readonly AlertsAsked[], beganAt: number | undefined): Finding {
  return couldNotTell({ reason: 'too-few', have: beganAt ?? 0, needed: sources.length });
}
