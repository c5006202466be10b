import type { ReplicaLimits } from '../stack/replica.js';
import type { UsageSample } from './usageSample.js';

/** What one replica uses, in percent of what it may use. A part that is not known is undefined, never zero. */
export interface Usage {
  /** Of its CPU limit, or of all of the machine's CPUs where it has none. 0 to about 100. */
  readonly cpuPercent: number | undefined;
  readonly memoryBytes: number | undefined;
  /** Of its memory limit, or of the machine's memory. */
  readonly memoryPercent: number | undefined;
}

/** Above this share of what the machine can give, a CPU reading is a fault of measurement: missing, not clamped. */
const impossibleShare = 1.25;

/** Between two samples of one container. CPU needs both; memory needs the later one. */
export function usageBetween(
  earlier: UsageSample | undefined,
  later: UsageSample,
  limits: ReplicaLimits,
  machine: { readonly cpus: number; readonly memoryBytes: number },
): Usage {
  const limit = limits.memoryBytes ?? later.memoryLimitBytes ?? machine.memoryBytes;
  const memoryBytes = later.memoryBytes;
  return {
    cpuPercent: earlier && cpuPercent(earlier, later, limits.cpus ?? machine.cpus, machine.cpus),
    memoryBytes,
    memoryPercent: memoryBytes === undefined || !(limit > 0) ? undefined : (memoryBytes / limit) * 100,
  };
}

function cpuPercent(
  earlier: UsageSample,
  later: UsageSample,
  allowedCpus: number,
  machineCpus: number,
): number | undefined {
  const used = later.cpuNs - earlier.cpuNs;
  const cores = coresBetween(earlier, later, used);
  // A negative difference is a restart of the container in between.
  if (used < 0 || cores === undefined || !(allowedCpus > 0)) return undefined;
  if (cores > machineCpus * impossibleShare) return undefined;
  return (cores / allowedCpus) * 100;
}

/** Mean number of busy cores. The machine's own counter is the better clock where both samples have it. */
function coresBetween(earlier: UsageSample, later: UsageSample, usedNs: number): number | undefined {
  if (earlier.systemNs !== undefined && later.systemNs !== undefined) {
    const system = later.systemNs - earlier.systemNs;
    return system > 0 ? (usedNs / system) * later.onlineCpus : undefined;
  }
  const elapsedNs = (later.readAt - earlier.readAt) * 1e6;
  return elapsedNs > 0 ? usedNs / elapsedNs : undefined;
}
