import type { RunbookService } from '../../runbook/runbook.js';
import type { ReplicaLimits } from '../../stack/replica.js';

/** What one more replica takes of the engine's machine; a part that cannot be told is undefined, and never zero. */
export interface ReplicaNeeds {
  readonly memoryBytes: number | undefined;
  /** Cores. */
  readonly cpus: number | undefined;
  readonly diskBytes: number | undefined;
}

/** What a replica uses now, as the mean of those that run. */
export interface MeanUse {
  readonly memoryBytes: number | undefined;
  readonly cpus: number | undefined;
}

/** Logs and temporary files of a replica that has just begun. */
const leastLayerBytes = 64 * 1024 ** 2;

/**
 * Memory by the runbook's figure, which a replica with a smaller limit cannot use up; without a figure its limit, without either what the
 * present ones use. CPU as the present ones use it, since a limit is seldom reached. Disk as the writable layer of the one that is copied.
 *
 * @param layerBytes undefined where the engine did not tell
 */
export function replicaNeeds(
  entry: RunbookService | undefined,
  limits: ReplicaLimits | undefined,
  use: MeanUse,
  layerBytes: number | undefined,
): ReplicaNeeds {
  const limit = limits?.memoryBytes;
  const figure = entry?.memoryPerReplicaBytes;
  return {
    memoryBytes: figure === undefined ? (limit ?? use.memoryBytes) : Math.min(figure, limit ?? Infinity),
    cpus: use.cpus === undefined ? undefined : Math.min(use.cpus, limits?.cpus ?? Infinity),
    diskBytes: layerBytes === undefined ? undefined : Math.max(layerBytes, leastLayerBytes),
  };
}
