import type { Guard } from './guards/guard.js';
import type { ScalerChoice } from './scalerChoice.js';

/** one thing that a change does to one replica. */
export type Step =
  | { readonly kind: 'create'; readonly number: number; readonly name: string }
  | {
      readonly kind: 'start' | 'remove' | 'restart';
      readonly number: number;
      readonly name: string;
      readonly containerId: string;
    }
  /** Tells a Swarm how many tasks a service is to have; `number` is 0, as it is no one task's. */
  | {
      readonly kind: 'update';
      readonly number: 0;
      /** The service's whole name. */
      readonly name: string;
      readonly swarmServiceId: string;
      readonly from: number;
      readonly to: number;
    };

/** What will be done to one service, in order, as the person saw it. */
export interface ServicePlan {
  readonly kind: 'scale' | 'restart';
  readonly stackId: string;
  readonly project: string;
  readonly serviceId: string;
  readonly service: string;
  /** The runbook's title of the service, or its name. */
  readonly title: string;
  readonly from: number;
  readonly to: number;
  readonly steps: readonly Step[];
  readonly guards: readonly Guard[];
  readonly scaler: ScalerChoice;
  /** The container that new replicas are copied from; undefined when none is needed. */
  readonly sourceContainerId: string | undefined;
  /** What a Swarm knows the service by, where all of its tasks are replaced at its word. */
  readonly swarm?: { readonly serviceId: string; readonly fullName: string } | undefined;
  /** Replicas (container ids) that were there when the plan was made; if that has changed, the plan is void. */
  readonly seen: readonly string[];
}

/** The container that a step is about; undefined for one that makes it, or leaves it to a Swarm. */
export const containerOf = (step: Step): string | undefined => ('containerId' in step ? step.containerId : undefined);

export const isBlocked = (plan: ServicePlan): boolean => plan.guards.some((guard) => guard.verdict === 'block');
export const isEmpty = (plan: ServicePlan): boolean => plan.steps.length === 0;
