import type { Replica } from '../../../src/core/stack/replica.js';
import type { Snapshot } from '../../../src/core/stack/stack.js';

/** The replica of this id in any stack. */
export const findReplica = (snapshot: Snapshot, replicaId: string): Replica | undefined =>
  snapshot.stacks
    .flatMap((stack) => stack.services)
    .flatMap((service) => service.replicas)
    .find((replica) => replica.id === replicaId);
