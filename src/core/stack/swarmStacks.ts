import { compareNames, kept, sameItems } from './sameness.js';
import type { Service, Stack } from './stack.js';
import type { SwarmNode, SwarmRecord, SwarmServiceRecord } from './swarm.js';

/** No stack of `docker stack deploy` can be called so. */
const withoutStack = 'services without a stack';

/** A Swarm's services as stacks; those that were made alone are one stack of their own. What has not changed stays the same object. */
export function swarmStacks({ nodes, services }: SwarmRecord, before: readonly Stack[]): readonly Stack[] {
  const known = before.filter(({ kind }) => kind === 'swarm');
  const nodesNow = kept(known[0]?.nodes, nodes);
  const namespaces = [...new Set(services.map(({ namespace }) => namespace ?? ''))];
  return namespaces.map((namespace) => {
    const id = `swarm:${namespace}`;
    const members = services.filter((service) => (service.namespace ?? '') === namespace);
    const last = known.find((stack) => stack.id === id);
    return buildStack(id, namespace || withoutStack, members, nodesNow, last);
  });
}

function buildStack(
  id: string,
  name: string,
  members: readonly SwarmServiceRecord[],
  nodes: readonly SwarmNode[],
  before: Stack | undefined,
): Stack {
  const services = members
    .map((record) =>
      buildService(
        id,
        record,
        before?.services.find((other) => other.id === `${id}/${record.name}`),
      ),
    )
    .sort((a, b) => compareNames(a.name, b.name));
  if (before && sameItems(services, before.services) && before.nodes === nodes) return before;
  return { id, name, kind: 'swarm', services, nodes };
}

function buildService(stackId: string, record: SwarmServiceRecord, before: Service | undefined): Service {
  const id = `${stackId}/${record.name}`;
  const knownById = new Map(before?.replicas.map((replica) => [replica.id, replica]));
  const replicas = record.tasks.map(({ key, ...task }) => {
    const replica = { id: `${id}#${key}`, ...task };
    return kept(knownById.get(replica.id), replica);
  });
  const swarm = kept(before?.swarm, record.swarm);
  if (before && sameItems(replicas, before.replicas) && before.swarm === swarm) return before;
  return { id, stackId, name: record.name, replicas, origin: undefined, swarm };
}
