import type { SwarmTask } from './swarmTask.js';

export type ReplicaState = 'created' | 'running' | 'paused' | 'restarting' | 'removing' | 'exited' | 'dead';
export type Health = 'none' | 'starting' | 'healthy' | 'unhealthy';

export interface PublishedPort {
  readonly containerPort: number;
  readonly protocol: string;
  readonly hostIp: string | undefined;
  readonly hostPort: number | undefined;
}

/** Limits of one replica; undefined where it may use all that the engine's machine has. */
export interface ReplicaLimits {
  readonly cpus: number | undefined;
  readonly memoryBytes: number | undefined;
}

/** The health check of a container, in ms; undefined where it has none. */
export interface HealthCheck {
  readonly intervalMs: number;
  readonly timeoutMs: number;
  readonly startPeriodMs: number;
  readonly retries: number;
}

/** What would make another replica like this one fail or misbehave. */
export interface CloneObstacles {
  /** Host ports that only one container can hold. */
  readonly fixedHostPorts: readonly number[];
  /** `container_name:` in the Compose file. */
  readonly customName: boolean;
  /** `ipv4_address:` and the like. */
  readonly staticAddress: boolean;
  readonly hostNetwork: boolean;
  /** Names of volumes that all replicas would share. */
  readonly namedVolumes: readonly string[];
  /** True when a range of host ports is published: starts must then be one at a time. */
  readonly portRange: boolean;
}

/** One container of a service, or one task of a Swarm's. Text comes from the engine and is hostile. */
export interface Replica {
  /** Stable across a recreation of the container: `<service id>#<number>`. */
  readonly id: string;
  readonly containerId: string;
  readonly name: string;
  readonly number: number;
  readonly state: ReplicaState;
  readonly health: Health;
  readonly healthCheck: HealthCheck | undefined;
  /** How long it may take to end before it is killed, ms; undefined where that is the engine's to say. */
  readonly stopTimeoutMs: number | undefined;
  readonly restarts: number;
  readonly oomKilled: boolean;
  /** Undefined while it has not ended. */
  readonly exitCode: number | undefined;
  /** The engine's words on a failed start; empty when there are none. */
  readonly error: string;
  readonly image: string;
  readonly imageId: string;
  readonly configHash: string;
  readonly ports: readonly PublishedPort[];
  readonly limits: ReplicaLimits;
  /** Wall time in ms. */
  readonly createdAt: number;
  /** Wall time in ms; undefined when it never started. */
  readonly startedAt: number | undefined;
  readonly obstacles: CloneObstacles;
  /** Only of a Swarm's service. */
  readonly task?: SwarmTask;
}
