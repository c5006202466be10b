import type { OperationKind, OperationPlan, ServiceCounts } from './operationPlan.js';

/** What a person asks for: a plan is made of it, from what runs at that moment. */
export interface OperationRequest {
  readonly kind: OperationKind;
  /** What people call it, such as a profile's title. */
  readonly purpose?: string | undefined;
  readonly stackId: string;
  /** Wanted replicas by Compose name. */
  readonly counts: ServiceCounts;
  /** How many more, or fewer, than there are, by Compose name. */
  readonly changes?: ServiceCounts;
  /** Services (Compose names) to restart, before any count changes. */
  readonly restart?: readonly string[];
  /** Of those, only these replicas (container ids). */
  readonly onlyContainers?: readonly string[];
  /** A new limit of the database's connections. */
  readonly connections?: number;
  /** What leads back from an earlier change of that limit, in case the database does not run. */
  readonly keptSettings?: KeptSettings;
  /** Those that go down go first, to make room for the others. */
  readonly roomFirst?: true;
  readonly pace?: OperationPlan['pace'];
  /** What is left of a wait that an operation was in, ms. */
  readonly waitMs?: number;
  /** The operation that this one goes on with, goes back from, or does again. */
  readonly refersTo?: string;
}

/** Settings of a database that were kept before its limit was to go from `limit` to `tried`. */
export interface KeptSettings {
  readonly dataFolder: string;
  readonly limit: number;
  readonly tried: number;
}
