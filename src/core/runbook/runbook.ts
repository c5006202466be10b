/** A metric of a service, in percent. */
export type MetricName = 'cpuAverage' | 'cpuPeak' | 'memoryAverage' | 'memoryPeak';

/** From `warning` up a value is in warning, above `critical` it is critical. */
export interface Bounds {
  readonly warning: number;
  readonly critical: number;
}

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
  /** Asked by a verification, through the load balancer, on the engine's own machine. */
  readonly healthUrls: readonly string[];
}

export interface Runbook {
  readonly origin: 'bundled' | 'default';
  /** In the order in which people see them. */
  readonly services: readonly RunbookService[];
  readonly rules: Readonly<Record<MetricName, Bounds>>;
  /** What a service that the runbook does not name may be scaled to; undefined: not at all. */
  readonly otherServices: ServiceLimits | undefined;
}

export const runbookService = (runbook: Runbook, service: string): RunbookService | undefined =>
  runbook.services.find((entry) => entry.name === service);

/** How far a service may be scaled; undefined when the runbook does not let it be scaled. */
export const limitsOf = (runbook: Runbook, service: string): ServiceLimits | undefined =>
  runbookService(runbook, service) ?? runbook.otherServices;

/** A service as people call it. */
export const titleOf = (runbook: Runbook, service: string): string =>
  runbookService(runbook, service)?.title ?? service;
