import type { ServicePlan } from '../plan.js';

/** One service's change as the guards look at it: from its first count to its last. */
export interface GuardedChange {
  /** Compose name. */
  readonly service: string;
  readonly from: number;
  readonly to: number;
  readonly plan: ServicePlan;
  /** Changes with a lower number are made before; those of one number go step by step together. All together where it is missing. */
  readonly group?: number;
}

/** Replicas that will run on the engine's machine and do not run yet: made, or started where they have stopped. */
export const addedReplicas = ({ plan }: GuardedChange): number =>
  plan.steps.filter(({ kind }) => kind === 'create' || kind === 'start').length;

/** Wherever they run: a Swarm makes its tasks by itself, on nodes of its own choice. */
export const goesUp = (change: GuardedChange): boolean => addedReplicas(change) > 0 || change.to > change.from;

export const createdReplicas = ({ plan }: GuardedChange): number =>
  plan.steps.filter(({ kind }) => kind === 'create').length;
