import type { MatrixRow } from './matrixRow.js';
import type { Metric } from './metric.js';
import type { OperationPolicy } from './operationPolicy.js';
import type { Rule } from './rule.js';
import type { ScaleDownPolicy } from './scaleDownPolicy.js';
import type { Schedule } from './schedule.js';
import type { TargetRule } from './targetRule.js';
import type { VerificationPolicy } from './verificationPolicy.js';

export interface ServiceLimits {
  readonly min: number;
  readonly max: number;
}

/** What the runbook says of one service. */
export interface RunbookService {
  /** The service's name in the Compose file. */
  readonly name: string;
  readonly title: string;
  readonly min: number;
  readonly baseline: number;
  readonly max: number;
  /** Asked by a verification and by active probes, through the load balancer, on the engine's own machine. */
  readonly healthUrls: readonly string[];
  /** How fast the health URLs have to answer on average, ms; undefined where the runbook does not say. */
  readonly healthAverageMs: number | undefined;
  /** Empty where only a person decides how many. */
  readonly targets: readonly TargetRule[];
  /** What a new replica needs; undefined counts its limit. */
  readonly memoryPerReplicaBytes: number | undefined;
  /** Database connections that one replica may open; undefined for a service that opens none. */
  readonly connectionsPerReplica: number | undefined;
}

/** Where Prometheus answers. Credentials are kept in the editor's secret storage, never in the file. */
export interface PrometheusServer {
  readonly url: string;
  readonly auth: 'none' | 'basic' | 'bearer';
}

/** A PostgreSQL that is asked by `psql` inside its own container. */
export interface PostgresServer {
  /** Compose name. */
  readonly service: string;
  readonly user: string;
  readonly database: string;
  /** Its connections that stay for administrators. */
  readonly reservedConnections: number;
  /** Kept free when a new limit is worked out: replicas x connections + this. */
  readonly connectionBuffer: number;
}

/** A plan to choose by name: a set of counts. */
export interface Profile {
  readonly id: string;
  readonly title: string;
  /** By Compose name. */
  readonly counts: Readonly<Record<string, number>>;
  /** Services (Compose names) to restart, before any count changes. */
  readonly restart: readonly string[];
}

export interface Dashboard {
  readonly title: string;
  readonly url: string;
}

export interface Contact {
  readonly role: string;
  readonly contact: string;
}

/** Notifications in the editor. */
export interface NotificationPolicy {
  /** The least of the decisions that is told of. */
  readonly from: 'prepare' | 'scale-proactively' | 'scale-now';
  readonly snoozeMs: number;
}

export interface Runbook {
  readonly origin: 'bundled' | 'default' | 'file';
  /** The Compose project that it belongs to; undefined: the one whose files lie beside it. */
  readonly stack: string | undefined;
  /** In the order in which people see them. */
  readonly services: readonly RunbookService[];
  /** What a service that the runbook does not name may be scaled to; undefined: not at all. */
  readonly otherServices: ServiceLimits | undefined;
  readonly prometheus: PrometheusServer | undefined;
  readonly postgres: PostgresServer | undefined;
  readonly metrics: readonly Metric[];
  readonly rules: readonly Rule[];
  /** In order: the first row of the highest priority that applies names the cause. */
  readonly matrix: readonly MatrixRow[];
  /** Caps of one step up: 3, 10, 20, 30. */
  readonly rungs: readonly number[];
  readonly scaleDown: ScaleDownPolicy;
  readonly schedule: Schedule;
  readonly profiles: readonly Profile[];
  readonly dashboards: readonly Dashboard[];
  readonly contacts: readonly Contact[];
  readonly notifications: NotificationPolicy;
  readonly operations: OperationPolicy;
  readonly verification: VerificationPolicy;
}

export const runbookService = (runbook: Runbook, service: string): RunbookService | undefined =>
  runbook.services.find((entry) => entry.name === service);

/** How far a service may be scaled; undefined when the runbook does not let it be scaled. */
export const limitsOf = (runbook: Runbook, service: string): ServiceLimits | undefined =>
  runbookService(runbook, service) ?? runbook.otherServices;

/** A service as people call it. */
export const titleOf = (runbook: Runbook, service: string): string =>
  runbookService(runbook, service)?.title ?? service;

export const isMeasuredOf = (metric: Metric, service: string): boolean =>
  metric.services === 'all' || metric.services.includes(service);
