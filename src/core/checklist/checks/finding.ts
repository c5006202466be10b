import type { Operation } from '../../operation/operation.js';
import type { PlannedGuard } from '../../operation/plan/operationPlan.js';
import type { Refusal } from '../../policy/decision.js';
import type { ServiceStatus } from '../../policy/serviceStatus.js';
import type { Check } from '../../verification/check.js';
import type { SeenVerdict } from '../run.js';

/** What a machine sees of one item, with what shows it. */
export interface Finding {
  readonly verdict: SeenVerdict;
  readonly evidence: Evidence;
}

export type Evidence =
  /** What the rules say of a service. */
  | { readonly of: 'decision'; readonly status: ServiceStatus }
  /** How services are, each by its worst level. */
  | { readonly of: 'levels'; readonly statuses: readonly ServiceStatus[] }
  /** Replicas by Compose name. */
  | { readonly of: 'counts'; readonly counts: Readonly<Record<string, number>> }
  | { readonly of: 'guards'; readonly guards: readonly PlannedGuard[] }
  | { readonly of: 'refusal'; readonly service: string; readonly refusal: Refusal }
  | { readonly of: 'operation' | 'replicas' | 'pace' | 'watch' | 'record'; readonly operation: Operation }
  /** The most telling of a verification's checks of one kind. */
  | { readonly of: 'check'; readonly check: Check; readonly others: number; readonly at: number }
  /** Of several checks that all pass. */
  | { readonly of: 'several'; readonly evidences: readonly Evidence[] }
  | { readonly of: 'nothing'; readonly why: WhyNothing };

export type WhyNothing =
  | 'no-target'
  | 'no-plan'
  | 'not-planned'
  | 'no-operation'
  | 'no-watch'
  | 'not-verified'
  | 'verifying'
  | 'not-in-suite'
  | 'before-unknown'
  | 'no-figures'
  | 'no-counts'
  | 'nothing-against'
  | 'team-told'
  | 'not-scaled-up'
  | 'not-scaled-down'
  | 'no-connections'
  | 'no-queue';

export const nothing = (verdict: SeenVerdict, why: WhyNothing): Finding => ({
  verdict,
  evidence: { of: 'nothing', why },
});
