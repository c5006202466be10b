import type { ComposeOrigin } from './containerRecord.js';
import type { Replica } from './replica.js';

export interface Service {
  /** `<stack id>/<name>`. */
  readonly id: string;
  readonly stackId: string;
  readonly name: string;
  /** By number. Empty for a service that only the runbook knows. */
  readonly replicas: readonly Replica[];
  readonly origin: ComposeOrigin | undefined;
}

export interface Stack {
  /** `compose:<project>`. */
  readonly id: string;
  readonly name: string;
  /** By name. */
  readonly services: readonly Service[];
}

/** Every stack of one engine at one moment. Immutable: parts that did not change are the same objects from one snapshot to the next. */
export interface Snapshot {
  readonly stacks: readonly Stack[];
}

export const emptySnapshot: Snapshot = { stacks: [] };

export const findStack = (snapshot: Snapshot, stackId: string): Stack | undefined =>
  snapshot.stacks.find((stack) => stack.id === stackId);

export function findService(snapshot: Snapshot, serviceId: string): Service | undefined {
  return snapshot.stacks.flatMap((stack) => stack.services).find((service) => service.id === serviceId);
}

export function findReplica(snapshot: Snapshot, replicaId: string): Replica | undefined {
  return snapshot.stacks
    .flatMap((stack) => stack.services)
    .flatMap((service) => service.replicas)
    .find((replica) => replica.id === replicaId);
}

/** The replicas that count: Compose counts every container that is not on its way out, whatever its state. */
export const countedReplicas = (service: Service): readonly Replica[] =>
  service.replicas.filter((replica) => replica.state !== 'removing');
