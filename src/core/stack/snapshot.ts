import type { ContainerRecord } from './containerRecord.js';
import type { Replica } from './replica.js';
import type { Service, Snapshot, Stack } from './stack.js';

/**
 * Groups containers into stacks, services and replicas. One-off containers are left out. What is equal to its counterpart
 * in `before` is taken over as the same object, so that a view can tell by identity what changed.
 */
export function buildSnapshot(records: readonly ContainerRecord[], before: Snapshot): Snapshot {
  const projects = groupBy(
    records.filter((record) => !record.oneOff),
    (record) => record.project,
  );
  const stacks = [...projects].map(([project, containers]) => {
    const id = `compose:${project}`;
    return buildStack(
      id,
      project,
      containers,
      before.stacks.find((stack) => stack.id === id),
    );
  });
  stacks.sort((a, b) => compareNames(a.name, b.name));
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
  return { id, name, services };
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

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** Compares as people do, independent of the machine's language: `web-2` before `web-10`. */
export function compareNames(a: string, b: string): number {
  return collator.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0);
}

function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}

const sameItems = <T>(a: readonly T[], b: readonly T[]): boolean =>
  a.length === b.length && a.every((item, index) => item === b[index]);

/** Equality of plain readonly data. */
function deepEqual(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const left = Object.entries(a);
  const right = new Map(Object.entries(b));
  return left.length === right.size && left.every(([key, value]) => right.has(key) && deepEqual(value, right.get(key)));
}
