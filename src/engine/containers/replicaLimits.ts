import type { ReplicaLimits } from '../../core/stack/replica.js';
import type { InspectAnswer } from './inspectAnswer.js';

const DEFAULT_PERIOD_US = 100_000;

/** The tightest of the ways in which a container's CPU can be limited, and its memory limit. */
export function replicaLimits(host: InspectAnswer['HostConfig']): ReplicaLimits {
  const nano = positive(host.NanoCpus);
  const quota = positive(host.CpuQuota);
  const cpus = [
    nano === undefined ? undefined : nano / 1e9,
    quota === undefined ? undefined : quota / (positive(host.CpuPeriod) ?? DEFAULT_PERIOD_US),
    positive(cpusInSet(host.CpusetCpus ?? '')),
  ].filter((count) => count !== undefined);
  return { cpus: cpus.length > 0 ? Math.min(...cpus) : undefined, memoryBytes: positive(host.Memory) };
}

/** `0-2,5` is four CPUs. */
export function cpusInSet(cpuset: string): number {
  return cpuset.split(',').reduce((count, part) => {
    const [, first, last] = /^\s*(\d{1,5})(?:-(\d{1,5}))?\s*$/.exec(part) ?? [];
    if (first === undefined) return count;
    return count + Math.max(0, Number(last ?? first) - Number(first) + 1);
  }, 0);
}

const positive = (value: number | null | undefined): number | undefined => (value && value > 0 ? value : undefined);
