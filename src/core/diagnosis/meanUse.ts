import type { MeanUse } from '../scaling/guards/replicaNeeds.js';
import type { Service } from '../stack/stack.js';
import { known, type Seen } from './observations.js';

/** What the replicas of a service use on average, of those that could be read. */
export function meanUseOf({ replicas }: Service, use: Seen<ReadonlyMap<string, MeanUse>>): MeanUse {
  const read = replicas.flatMap(({ containerId }) => known(use)?.get(containerId) ?? []);
  return { memoryBytes: mean(read.map((each) => each.memoryBytes)), cpus: mean(read.map((each) => each.cpus)) };
}

function mean(values: readonly (number | undefined)[]): number | undefined {
  const told = values.filter((value) => value !== undefined);
  return told.length === 0 ? undefined : told.reduce((sum, value) => sum + value, 0) / told.length;
}
