import * as z from 'zod';
import type { UsageSample } from '../../core/policy/usageSample.js';

const count = z.number().nonnegative().nullish().catch(undefined);

const statsSchema = z.object({
  read: z.string(),
  /** Set on Windows only. */
  num_procs: count,
  cpu_stats: z.object({
    cpu_usage: z.object({ total_usage: z.number().nonnegative(), percpu_usage: z.array(z.number()).nullish() }),
    system_cpu_usage: count,
    online_cpus: count,
  }),
  memory_stats: z
    .object({
      usage: count,
      limit: count,
      privateworkingset: count,
      stats: z.object({ total_inactive_file: count, inactive_file: count }).nullish().catch(undefined),
    })
    .nullish()
    .catch(undefined),
  networks: z
    .record(z.string(), z.object({ rx_bytes: z.number().nonnegative(), tx_bytes: z.number().nonnegative() }))
    .nullish()
    .catch(undefined),
});

type Networks = z.infer<typeof statsSchema>['networks'];
type MemoryStats = z.infer<typeof statsSchema>['memory_stats'];

/** Windows counts CPU time in units of 100 ns. */
const NS_PER_WINDOWS_TICK = 100;

/** The engine's statistics of one container as a sample; undefined when it tells none, as of a container that does not run. */
export function toUsageSample(statsJson: unknown): UsageSample | undefined {
  const parsed = statsSchema.safeParse(statsJson);
  if (!parsed.success) return undefined;
  const { read, num_procs: processors, cpu_stats: cpu, memory_stats: memory, networks } = parsed.data;
  const readAt = Date.parse(read);
  const isWindows = !cpu.system_cpu_usage && Boolean(processors);
  // The engine dates the reading of a stopped container to the year 1.
  const isReading = readAt > 0 && (isWindows || Boolean(cpu.system_cpu_usage));
  if (!isReading) return undefined;
  return {
    readAt,
    cpuNs: cpu.cpu_usage.total_usage * (isWindows ? NS_PER_WINDOWS_TICK : 1),
    systemNs: cpu.system_cpu_usage || undefined,
    onlineCpus: cpu.online_cpus || cpu.cpu_usage.percpu_usage?.length || processors || 1,
    memoryBytes: usedMemoryBytes(memory),
    memoryLimitBytes: memory?.limit || undefined,
    networkBytes: bytesOver(networks),
  };
}

function bytesOver(networks: Networks): number | undefined {
  const counted = Object.values(networks ?? {});
  return counted.length === 0 ? undefined : counted.reduce((sum, each) => sum + each.rx_bytes + each.tx_bytes, 0);
}

/** As the Docker CLI counts it: without the file cache that the kernel gives back first. */
function usedMemoryBytes(memory: MemoryStats): number | undefined {
  if (memory?.privateworkingset) return memory.privateworkingset;
  const usage = memory?.usage;
  if (!usage) return undefined;
  // `total_inactive_file` is cgroup v1's, `inactive_file` v2's; v1 has both, and there the former includes the children.
  const reclaimable = memory.stats?.total_inactive_file ?? memory.stats?.inactive_file ?? 0;
  return reclaimable < usage ? usage - reclaimable : usage;
}
