import type { Replica, ReplicaLimits } from './replica.js';

/** `job` runs to an end; it has no count to keep. */
export type SwarmMode = 'replicated' | 'global' | 'job';

/** Cores and bytes; undefined where the service asks for none. */
export type SwarmResources = ReplicaLimits;

/** What a service is on a Swarm, beyond its tasks. Text comes from the engine and is hostile. */
export interface SwarmService {
  readonly serviceId: string;
  /** Its whole name, such as `shop_web`, as the Docker CLI takes it. */
  readonly fullName: string;
  readonly mode: SwarmMode;
  /** Tasks that there are to be: the number asked for, or one on each node that may have it. */
  readonly wanted: number;
  /** Changes with each update of the service, whoever makes it. */
  readonly version: number;
  /** What a node must have free before a task is placed there. */
  readonly reserves: SwarmResources;
  readonly limits: SwarmResources;
  /** Ports that each task takes on its own node, so that a node holds one task of the service. */
  readonly hostPorts: readonly number[];
  /** Such as `node.role == worker`. */
  readonly constraints: readonly string[];
  readonly maxPerNode: number | undefined;
  /** Volumes and folders that are another one on each node. */
  readonly nodeVolumes: readonly string[];
  /** How many tasks the Swarm replaces side by side when it updates the service; 0 for all of them. */
  readonly replacesAtOnce: number;
  /** And each only once its new one runs. */
  readonly startsFirst?: true | undefined;
}

export interface SwarmNode {
  readonly id: string;
  readonly name: string;
  readonly role: 'manager' | 'worker';
  /** Takes part at this moment. */
  readonly isUp: boolean;
  readonly availability: 'active' | 'pause' | 'drain';
  readonly labels: Readonly<Record<string, string>>;
  readonly engineLabels: Readonly<Record<string, string>>;
  /** Such as `linux` and `x86_64`. */
  readonly os: string;
  readonly architecture: string;
  readonly cpus: number;
  readonly memoryBytes: number;
  /** What the tasks there have reserved, of every service. */
  readonly reservedCpus: number;
  readonly reservedBytes: number;
}

/** One service of a Swarm, as the engine room hands it over. */
export interface SwarmServiceRecord {
  /** Of `docker stack deploy`; undefined for a service that was made alone. */
  readonly namespace: string | undefined;
  /** Without the namespace. */
  readonly name: string;
  readonly swarm: SwarmService;
  /** `key` is the slot, or the node of a global service: what stays when a task is replaced. */
  readonly tasks: readonly (Omit<Replica, 'id'> & { readonly key: string })[];
}

/** A whole Swarm, as one of its managers tells it. */
export interface SwarmRecord {
  readonly nodes: readonly SwarmNode[];
  readonly services: readonly SwarmServiceRecord[];
}
