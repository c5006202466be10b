import type { ContainerRecord } from './containerRecord.js';
import type { Replica } from './replica.js';
import { groupBy } from './groupBy.js';
import { compareNames, deepEqual, sameItems } from './sameness.js';
import type { Service, Snapshot, Stack } from './stack.js';
import type { SwarmRecord } from './swarm.js';
import { swarmStacks } from './swarmStacks.js';

/**
 * Groups containers, and a Swarm's tasks, into stacks, services and replicas. One-off containers are left out. What is equal to its counterpart
 * in `before` is taken over as the same object, so that a view can tell by identity what changed.
 */
export function buildSnapshot(records: readonly ContainerRecord[], before: Snapshot, swarm?: SwarmRecord): Snapshot {
  const projects = groupBy(
    records.filter((record) => !record.oneOff),
    (record) => record.project,
  );
  const composed = [...projects].map(([project, containers]) => {
    const id = `compose:${project}`;
    return buildStack(
      id,
      project,
      containers,
      before.stacks.find((stack) => stack.id === id),
    );
  });
  const stacks = [...composed, ...(swarm ? swarmStacks(swarm, before.stacks) : [])];
  stacks.sort((a, b) => compareNames(a.name, b.name) || compareNames(a.id, b.id));
  return sameItems(stacks, before.stacks) ? before : { stacks };
}

function buildStack(
  id: string,
  name: string,
  containers: readonly ContainerRecord[],
  before: Stack | undefined,
): Stack {
  const byService = groupBy(containers, (record) => record.service);
  const services = [...byService].map(([service, members]) => {
    const serviceId = `${id}/${service}`;
    return buildService(
      serviceId,
      id,
      service,
      members,
      before?.services.find((other) => other.id === serviceId),
    );
  });
  services.sort((a, b) => compareNames(a.name, b.name));
  if (before && sameItems(services, before.services)) return before;
  return { id, name, kind: 'compose', services };
}

function buildService(
  id: string,
  stackId: string,
  name: string,
  members: readonly ContainerRecord[],
  before: Service | undefined,
): Service {
  const ordered = [...members].sort(
    (a, b) => a.number - b.number || a.createdAt - b.createdAt || (a.containerId < b.containerId ? -1 : 1),
  );
  const used = new Set<number>();
  const knownById = new Map(before?.replicas.map((replica) => [replica.id, replica]));
  const replicas = ordered.map((record) => {
    // While Compose recreates a container, two carry one number for a moment: the later one gets an id of its own.
    const replicaId = used.has(record.number)
      ? `${id}#${record.number}~${record.containerId.slice(0, 12)}`
      : `${id}#${record.number}`;
    used.add(record.number);
    const replica = toReplica(replicaId, record);
    const known = knownById.get(replicaId);
    return known && deepEqual(known, replica) ? known : replica;
  });
  const origin = ordered.at(-1)?.origin;
  if (before && sameItems(replicas, before.replicas) && deepEqual(before.origin, origin)) return before;
  return { id, stackId, name, replicas, origin };
}

function toReplica(id: string, record: ContainerRecord): Replica {
  const { project: _project, service: _service, oneOff: _oneOff, origin: _origin, ...rest } = record;
  return { id, ...rest };
}
