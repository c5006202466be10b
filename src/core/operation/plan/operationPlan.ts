import type { Guard } from '../../scaling/guards/guard.js';
import type { ServicePlan } from '../../scaling/plan.js';
import type { Stage } from '../stage.js';

export type OperationKind =
  'scale' | 'baseline' | 'profile' | 'restart' | 'connections' | 'undo' | 'repeat' | 'resume' | 'schedule';

/** A guard of the whole operation, or of one service in it. */
export interface PlannedGuard {
  /** The service's title; undefined for a guard of the whole. */
  readonly title: string | undefined;
  readonly guard: Guard;
}

/** Replica counts by Compose name. */
export type ServiceCounts = Readonly<Record<string, number>>;

/** All that an operation will do, in order, as the person saw it. */
export interface OperationPlan {
  readonly kind: OperationKind;
  /** What people call it, such as a profile's title; undefined where the services and counts say it all. Hostile: it may be from a file. */
  readonly purpose: string | undefined;
  /** The Docker context's name. */
  readonly context: string;
  readonly stackId: string;
  /** The stack's name. */
  readonly stack: string;
  readonly stages: readonly Stage[];
  /** Each service's change from its first to its last count: names of replicas, guards and scaler, as of now. */
  readonly services: readonly ServicePlan[];
  /** Guards beyond those of the services. */
  readonly guards: readonly PlannedGuard[];
  /** `direct`: each service in one step, where a gradual one would take several. */
  readonly pace: 'gradual' | 'direct';
  /** A gradual plan would take more steps than a direct one, so that there is something to choose. */
  readonly hasPaces: boolean;
  /** Counts of the services that change, before and after. */
  readonly before: ServiceCounts;
  readonly after: ServiceCounts;
  /** How long it may take: waits in full, starts by the runbook's figures, ms. */
  readonly expectedMs: number;
  /** The operation that this one goes on with, goes back from, or does again. */
  readonly refersTo: string | undefined;
}

/** Every guard of a plan with the title of its service. */
export const allGuards = (plan: OperationPlan): readonly PlannedGuard[] => [
  ...plan.guards,
  ...plan.services.flatMap(({ title, guards }) => guards.map((guard) => ({ title, guard }))),
];

/** What stands in the way of a plan. */
export const blockingGuards = (plan: OperationPlan): readonly PlannedGuard[] =>
  allGuards(plan).filter(({ guard }) => guard.verdict === 'block');

/** Nothing to do, and nothing that stands in the way. */
export const isEmptyPlan = (plan: OperationPlan): boolean => plan.stages.length === 0;
