import type { ComposeOrigin } from './containerRecord.js';
import type { Replica } from './replica.js';
import type { SwarmNode, SwarmService } from './swarm.js';

export interface Service {
  /** `<stack id>/<name>`. */
  readonly id: string;
  readonly stackId: string;
  readonly name: string;
  /** By number. Empty for a service that only the runbook knows. */
  readonly replicas: readonly Replica[];
  readonly origin: ComposeOrigin | undefined;
  /** Only of a Swarm's service. */
  readonly swarm?: SwarmService;
}

export interface Stack {
  /** `compose:<project>`, or `swarm:<namespace>`. */
  readonly id: string;
  readonly name: string;
  readonly kind: 'compose' | 'swarm';
  /** By name. */
  readonly services: readonly Service[];
  /** Only of a Swarm's stack: every node of the Swarm. */
  readonly nodes?: readonly SwarmNode[];
}

/** Every stack of one engine at one moment. Immutable: parts that did not change are the same objects from one snapshot to the next. */
export interface Snapshot {
  readonly stacks: readonly Stack[];
}

export const emptySnapshot: Snapshot = { stacks: [] };

export const findStack = (snapshot: Snapshot, stackId: string): Stack | undefined =>
  snapshot.stacks.find((stack) => stack.id === stackId);

/** The service of this id, in any stack. */
export function findService(snapshot: Snapshot, serviceId: string): Service | undefined {
  return snapshot.stacks.flatMap((stack) => stack.services).find((service) => service.id === serviceId);
}

/** The replicas that count: Compose counts every container that is not on its way out, whatever its state. */
export const countedReplicas = (service: Service): readonly Replica[] =>
  service.replicas.filter((replica) => replica.state !== 'removing');

/** How many replicas there are to be, as far as the engine has been told: what a change of the count starts from. */
export const presentCount = (service: Service): number => service.swarm?.wanted ?? countedReplicas(service).length;

/**
 * What a plan was made from, to tell whether somebody else has changed it since. Compose: its containers. A Swarm replaces its tasks
 * by itself, and only the count that it was told is a person's doing.
 */
export const planBasis = (service: Service): readonly string[] =>
  service.swarm
    ? [`${service.swarm.serviceId} ${service.swarm.wanted}`]
    : countedReplicas(service)
        .map(({ containerId }) => containerId)
        .sort();

/** Its container can be read, run in and told to end from here: one of a Swarm's other nodes cannot. */
export const isReachable = (replica: Replica): boolean => replica.task?.isHere ?? true;
