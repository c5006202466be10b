import { groupBy } from '../../core/stack/groupBy.js';
import { compareNames } from '../../core/stack/sameness.js';
import type { ReplicaLimits } from '../../core/stack/replica.js';
import type { SwarmMode, SwarmNode, SwarmRecord, SwarmService, SwarmServiceRecord } from '../../core/stack/swarm.js';
import { boundedText } from '../connect/failure.js';
import { replicaHealthCheck } from '../containers/replicaHealth.js';
import {
  entries,
  nodeAnswer,
  serviceAnswer,
  swarmName,
  taskAnswer,
  type NodeAnswer,
  type ServiceAnswer,
  type TaskAnswer,
} from './swarmAnswers.js';
import { tasksBySlot } from './tasksBySlot.js';
import { isMeant, replicaStateOf } from './taskStates.js';
import { toTask } from './toTask.js';

const NAMESPACE_LABEL = 'com.docker.stack.namespace';

export interface SwarmAnswers {
  readonly services: unknown;
  readonly tasks: unknown;
  readonly nodes: unknown;
}

/** What a manager said of its Swarm, as a record. `hereId` is the manager's own node. */
export function toSwarmRecord(answers: SwarmAnswers, hereId: string): SwarmRecord {
  const services = entries(serviceAnswer, answers.services);
  const tasks = entries(taskAnswer, answers.tasks);
  const nodes = entries(nodeAnswer, answers.nodes);
  const tasksOf = groupBy(tasks, ({ ServiceID }) => ServiceID ?? '');
  const nodeNames = new Map(nodes.map((node) => [node.ID, nameOf(node)]));
  const records = services.map((service) => toService(service, tasksOf.get(service.ID) ?? [], nodeNames, hereId));
  return {
    nodes: nodes.map((node) => toNode(node, services, tasksOf)).sort((a, b) => compareNames(a.name, b.name)),
    services: records,
  };
}

function toService(
  service: ServiceAnswer,
  tasks: readonly TaskAnswer[],
  nodeNames: ReadonlyMap<string, string>,
  hereId: string,
): SwarmServiceRecord {
  const { Name, Labels, TaskTemplate } = service.Spec;
  const label = swarmName.safeParse(Labels?.[NAMESPACE_LABEL]);
  const namespace = label.success ? label.data : undefined;
  const prefix = `${namespace ?? ''}_`;
  const name =
    namespace !== undefined && Name.length > prefix.length && Name.startsWith(prefix)
      ? Name.slice(prefix.length)
      : Name;
  const swarm = toSwarm(service, tasks);
  const place = {
    service: Name,
    image: boundedText((TaskTemplate.ContainerSpec?.Image ?? '').split('@')[0] ?? ''),
    limits: swarm.limits,
    healthCheck: replicaHealthCheck(TaskTemplate.ContainerSpec?.Healthcheck),
    nodeNames,
    hereId,
  };
  // A global service's tasks have no slot: they count by their nodes' names.
  const slots = [...tasksBySlot(tasks, swarm.wanted)].sort(
    (a, b) =>
      (a.task.Slot ?? 0) - (b.task.Slot ?? 0) ||
      compareNames(nodeNames.get(a.key) ?? a.key, nodeNames.get(b.key) ?? b.key),
  );
  return { namespace, name, swarm, tasks: slots.flatMap((slot, index) => toTask(slot, index + 1, place) ?? []) };
}

function toSwarm(service: ServiceAnswer, tasks: readonly TaskAnswer[]): SwarmService {
  const { Name, TaskTemplate, EndpointSpec, UpdateConfig } = service.Spec;
  const { Resources, Placement, ContainerSpec } = TaskTemplate;
  const hostPorts = (EndpointSpec?.Ports ?? []).flatMap(({ PublishMode, PublishedPort }) =>
    PublishMode === 'host' && PublishedPort ? [PublishedPort] : [],
  );
  const nodeVolumes = (ContainerSpec?.Mounts ?? []).flatMap(({ Type, Source }) =>
    (Type === 'volume' || Type === 'bind') && Source ? [boundedText(Source)] : [],
  );
  const { mode, wanted } = modeOf(service, tasks);
  return {
    serviceId: service.ID,
    fullName: Name,
    mode,
    wanted,
    version: service.Version.Index,
    reserves: resourcesOf(Resources?.Reservations),
    limits: resourcesOf(Resources?.Limits),
    hostPorts,
    constraints: (Placement?.Constraints ?? []).map(boundedText),
    maxPerNode: Placement?.MaxReplicas || undefined,
    nodeVolumes,
    // Where nothing is said of it, a Swarm replaces one at a time.
    replacesAtOnce: UpdateConfig ? (UpdateConfig.Parallelism ?? 0) : 1,
    ...(UpdateConfig?.Order === 'start-first' ? { startsFirst: true } : {}),
  };
}

function modeOf(
  { Spec, ServiceStatus }: ServiceAnswer,
  tasks: readonly TaskAnswer[],
): { mode: SwarmMode; wanted: number } {
  const { Replicated, Global, ReplicatedJob } = Spec.Mode;
  const told = ServiceStatus?.DesiredTasks ?? tasks.filter(isMeant).length;
  // One replica is what a service has that asks for no number.
  if (Replicated) return { mode: 'replicated', wanted: Replicated.Replicas ?? 1 };
  if (Global) return { mode: 'global', wanted: told };
  return { mode: 'job', wanted: ReplicatedJob?.TotalCompletions ?? told };
}

interface ResourcesAnswer {
  readonly NanoCPUs?: number | null | undefined;
  readonly MemoryBytes?: number | null | undefined;
}

const resourcesOf = (told: ResourcesAnswer | null | undefined): ReplicaLimits => ({
  cpus: told?.NanoCPUs ? told.NanoCPUs / 1e9 : undefined,
  memoryBytes: told?.MemoryBytes ? told.MemoryBytes : undefined,
});

const nameOf = ({ ID, Description }: NodeAnswer): string => boundedText(Description?.Hostname || ID);

function toNode(
  node: NodeAnswer,
  services: readonly ServiceAnswer[],
  tasksOf: ReadonlyMap<string, readonly TaskAnswer[]>,
): SwarmNode {
  const { Spec, Description, Status } = node;
  const reserved = services.map((service) => {
    const count = (tasksOf.get(service.ID) ?? []).filter((task) => task.NodeID === node.ID && takesRoom(task)).length;
    const { cpus, memoryBytes } = resourcesOf(service.Spec.TaskTemplate.Resources?.Reservations);
    return { cpus: count * (cpus ?? 0), memoryBytes: count * (memoryBytes ?? 0) };
  });
  return {
    id: node.ID,
    name: nameOf(node),
    role: Spec.Role === 'manager' ? 'manager' : 'worker',
    isUp: Status?.State === 'ready',
    availability: Spec.Availability === 'drain' || Spec.Availability === 'pause' ? Spec.Availability : 'active',
    labels: Spec.Labels ?? {},
    engineLabels: Description?.Engine?.Labels ?? {},
    os: Description?.Platform?.OS ?? '',
    architecture: Description?.Platform?.Architecture ?? '',
    cpus: (Description?.Resources?.NanoCPUs ?? 0) / 1e9,
    memoryBytes: Description?.Resources?.MemoryBytes ?? 0,
    reservedCpus: reserved.reduce((sum, { cpus }) => sum + cpus, 0),
    reservedBytes: reserved.reduce((sum, { memoryBytes }) => sum + memoryBytes, 0),
  };
}

/** A task that waits or runs holds its reservation; one that ended does not. */
const takesRoom = (task: TaskAnswer): boolean => {
  const state = replicaStateOf(task);
  return state !== undefined && state !== 'exited';
};
