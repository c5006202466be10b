import type { MeanUse, ReplicaNeeds } from './replicaNeeds.js';

/** What one service's change takes of the machine, or gives back. */
export interface HostDemand {
  /** Compose name. */
  readonly service: string;
  readonly title: string;
  readonly from: number;
  readonly to: number;
  readonly group: number;
  /** Replicas that will run and do not run yet. */
  readonly added: number;
  /** Of these, made anew. */
  readonly created: number;
  readonly needs: ReplicaNeeds;
  /** What each replica that goes gives back. */
  readonly use: MeanUse;
  /** The CPU limit of new replicas, as the engine is asked for it; undefined without one. */
  readonly requestedCpus: number | undefined;
}

export type HostPart = 'memory' | 'cpu' | 'disk';

export interface PeakNeed {
  readonly known: number;
  /** Titles of services of whose needs nothing is known. */
  readonly unknown: readonly string[];
}

/**
 * What all changes take together at the moment when they take most. What services give back counts for those that come after them; within
 * a group that is not certain, so that there everything that is added counts first.
 */
export function peakNeed(demands: readonly HostDemand[], part: HostPart): PeakNeed {
  let [taken, known] = [0, 0];
  for (const group of [...new Set(demands.map((demand) => demand.group))].sort((a, b) => a - b)) {
    const members = demands.filter((demand) => demand.group === group);
    taken += sum(members.map((demand) => addedOf(demand, part) * (perReplica(demand, part) ?? 0)));
    known = Math.max(known, taken);
    taken -= sum(members.map((demand) => Math.max(0, demand.from - demand.to) * (givenBack(demand, part) ?? 0)));
  }
  const unknown = demands.filter((demand) => addedOf(demand, part) > 0 && perReplica(demand, part) === undefined);
  return { known, unknown: unknown.map(({ title }) => title) };
}

/** The same change with a lower count. */
export function upTo(demand: HostDemand, target: number): HostDemand {
  const fewer = demand.to - target;
  return {
    ...demand,
    to: target,
    added: Math.max(0, demand.added - fewer),
    created: Math.max(0, demand.created - fewer),
  };
}

/** A stopped replica has its files already. */
const addedOf = ({ added, created }: HostDemand, part: HostPart): number => (part === 'disk' ? created : added);

const perReplica = ({ needs }: HostDemand, part: HostPart): number | undefined =>
  ({ memory: needs.memoryBytes, cpu: needs.cpus, disk: needs.diskBytes })[part];

const givenBack = ({ use }: HostDemand, part: HostPart): number | undefined =>
  ({ memory: use.memoryBytes, cpu: use.cpus, disk: undefined })[part];

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
