/** Who changes the number of replicas: the Engine API by copying a replica, or the `docker compose` CLI. */
export type ScalerKind = 'replicate' | 'compose';

/** One thing that an operation does to one replica. */
export type Step =
  | { readonly kind: 'create'; readonly number: number; readonly name: string }
  | { readonly kind: 'start'; readonly number: number; readonly name: string; readonly containerId: string }
  | { readonly kind: 'remove'; readonly number: number; readonly name: string; readonly containerId: string }
  | { readonly kind: 'restart'; readonly number: number; readonly name: string; readonly containerId: string };

export type CheckVerdict = 'pass' | 'warn' | 'block';

/** A guard's finding: what was looked at, with its figures, in words that can stand alone. */
export interface GuardResult {
  readonly guard: string;
  readonly verdict: CheckVerdict;
  readonly text: string;
}

/** What will be done to one service, in order, as the person saw it. */
export interface ServicePlan {
  readonly kind: 'scale' | 'restart';
  readonly stackId: string;
  readonly project: string;
  readonly serviceId: string;
  readonly service: string;
  readonly title: string;
  readonly from: number;
  readonly to: number;
  readonly steps: readonly Step[];
  readonly guards: readonly GuardResult[];
  readonly scaler: { readonly kind: ScalerKind; readonly why: string };
  /** The replica that new ones are copied from; undefined when none is needed. */
  readonly sourceContainerId: string | undefined;
  /** Replicas (container ids) that were there when the plan was made; if that has changed, the plan is void. */
  readonly seen: readonly string[];
}

export const isBlocked = (plan: ServicePlan): boolean => plan.guards.some((guard) => guard.verdict === 'block');
export const isEmpty = (plan: ServicePlan): boolean => plan.steps.length === 0;
