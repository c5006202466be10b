import { usageBetween, type Usage } from '../../../core/policy/usage.js';
import { readsDocker, type DockerFigure } from '../../../core/runbook/metric.js';
import type { PlannedCheck } from '../../../core/verification/check.js';
import { judgeUsage, type ReplicaUsage } from '../../../core/verification/judge/usage.js';
import { isReachable } from '../../../core/stack/stack.js';
import type { Checker } from '../checker.js';
import type { Ground } from '../ground.js';

/** CPU is told over this time. */
const windowMs = 5000;

/** Whether each replica has CPU to spare: measured for five seconds, in percent of its limit. */
export const checkCpu: Checker = (planned, ground) => check(planned, ground, 'cpuPercent', 'cpuAverage');

/** Whether each replica has memory to spare, in percent of its limit. */
export const checkMemory: Checker = (planned, ground) => check(planned, ground, 'memoryPercent', 'memoryAverage');

async function check(
  { service }: PlannedCheck,
  ground: Ground,
  part: 'cpuPercent' | 'memoryPercent',
  figure: DockerFigure,
): ReturnType<Checker> {
  const usages = await ground.once('usage', (signal) => readUsages(ground, signal));
  const replicas = ground.running(service).map((replica): ReplicaUsage => {
    if (!isReachable(replica))
      return { name: replica.name, percent: undefined, said: 'it runs on a node that cannot be read from here' };
    const percent = usages.get(replica.containerId)?.[part];
    return { name: replica.name, percent, said: percent === undefined ? 'the engine gives no reading of it' : '' };
  });
  const { metrics, verification } = ground.about.runbook;
  const metric = metrics.find((each) => readsDocker(each, figure));
  return judgeUsage(replicas, verification.usageBelowPercent, metric && ground.before(service, metric.id));
}

/** Of every running replica of the stack, by container. */
async function readUsages(ground: Ground, signal: AbortSignal): Promise<ReadonlyMap<string, Usage>> {
  const { connection } = ground.about;
  const replicas = ground.stack.services
    .flatMap((service) => service.replicas)
    .filter((replica) => replica.state === 'running' && isReachable(replica));
  const ids = replicas.map(({ containerId }) => containerId);
  const earlier = await connection.readUsage(ids, signal);
  await ground.pause(windowMs, signal);
  const later = await connection.readUsage(ids, signal);
  return new Map(
    replicas.flatMap(({ containerId, limits }) => {
      const sample = later.get(containerId);
      return sample
        ? [[containerId, usageBetween(earlier.get(containerId), sample, limits, connection.info)] as const]
        : [];
    }),
  );
}
