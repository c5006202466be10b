import type { TimedValue } from './timedValue.js';

/** One replica at one moment, in percent of what it may use. Wall time, ms. A part that is not known is undefined, never zero. */
export interface ReplicaMoment {
  readonly at: number;
  readonly cpuPercent: number | undefined;
  readonly memoryPercent: number | undefined;
}

/** What is known of the last hour, on the context that is in use, oldest first. */
export interface Past {
  /** By metric id. */
  ofService(serviceId: string): ReadonlyMap<string, readonly TimedValue[]>;
  ofReplica(replicaId: string): readonly ReplicaMoment[];
}
