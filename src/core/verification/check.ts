import type { CheckVerdict } from './checkVerdict.js';
import type { Fact } from './fact.js';

/** As the runbook divides them: a recommended check that fails is told of and does not fail the verification. */
export type Necessity = 'required' | 'recommended';

/** What a check looks at, in the order of the runbook's verification. */
export const checkKinds = [
  /** Every replica runs and is healthy. */
  'replicas-healthy',
  /** As many replicas as were last asked for, or else as the runbook allows. */
  'count-as-wanted',
  /** The health URLs answer through the load balancer. */
  'health-url',
  /** Each replica answers its own health URL, asked from inside it. */
  'health-inside',
  /** Requests reach every replica alike, by a test of evenness. */
  'load-spread',
  /** The balancer's own list has every replica, each up. */
  'balancer-list',
  /** Requests of one client go to several replicas. */
  'no-sticky',
  /** Average and 95th percentile of the answers, against the runbook's and those from before. */
  'response-time',
  /** The queue gets shorter, or stays short, over a window. */
  'queue-falling',
  'cpu-per-replica',
  'memory-per-replica',
  /** The service's errors, as its rules have them. */
  'error-rate',
  /** All connections to the database, against its limit. */
  'connections-within',
  /** Every replica that should has connections, none has all of them. */
  'connections-spread',
  /** No replica's log tells of an exhausted pool or of a server without a slot. */
  'no-exhaustion',
  /** No new alert fires that did not before; those that did are resolved. */
  'alerts',
  /** A flow of the runbook, step by step. */
  'flow',
  /** A session made through one replica is accepted by the others. */
  'sessions-shared',
  /** No errors in the logs since the operation began that were not there before. */
  'no-new-errors',
] as const;
export type CheckKind = (typeof checkKinds)[number];

/** Checks of a *quick* verification: seconds, and no requests but the health URLs. */
export const quickKinds: readonly CheckKind[] = ['replicas-healthy', 'count-as-wanted', 'health-url', 'error-rate'];

/** A check that is to be made. */
export interface PlannedCheck {
  /** Of its kind, its service and, for a flow, its name: the same in every run. */
  readonly id: string;
  readonly kind: CheckKind;
  /** Compose name; empty for what is of the whole stack. */
  readonly service: string;
  /** What people call the service or the stack; for a flow its own title. */
  readonly title: string;
  readonly necessity: Necessity;
  /** It could not be told when it takes longer than this. */
  readonly timeoutMs: number;
}

/** Why nothing could be told. */
export type CheckProblem =
  | { readonly reason: 'timed-out' | 'cancelled' | 'untrusted' }
  /** Too little of it to judge by, such as requests. */
  | { readonly reason: 'too-few'; readonly have: number; readonly needed: number }
  /** Something did not answer, or not as it should; hostile words. */
  | { readonly reason: 'unreachable'; readonly detail: string }
  /** The runbook does not say how. */
  | { readonly reason: 'not-told-how'; readonly key: string };

/** A check that was made: what came of it, and what shows it. */
export interface Check extends PlannedCheck {
  readonly verdict: CheckVerdict;
  readonly facts: readonly Fact[];
  /** Undefined unless the verdict is `unknown`. */
  readonly problem: CheckProblem | undefined;
  /** The p-value of the test of evenness; undefined for other kinds. */
  readonly pValue: number | undefined;
  /** Wall time, ms. */
  readonly at: number;
  readonly tookMs: number;
}

/** What a checker finds: the check without what its plan says. */
export type Finding = Pick<Check, 'verdict' | 'facts' | 'problem' | 'pValue'>;
