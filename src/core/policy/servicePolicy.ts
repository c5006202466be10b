import type { Decision, Refusal } from './decision.js';
import type { Signal } from './signal.js';

/** What the runbook's rules say of one service at one moment. */
export interface ServicePolicy {
  /** In the order of the runbook's rules. */
  readonly signals: readonly Signal[];
  readonly decision: Decision;
  /** What speaks against fewer replicas, whoever wants them; the first one decides. */
  readonly againstFewer: readonly Refusal[];
  /** Wall time, ms. */
  readonly decidedAt: number;
}

/** By service id. */
export type Policies = ReadonlyMap<string, ServicePolicy>;
