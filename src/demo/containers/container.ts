import type { Json } from '../json.js';
import type { Program, ProgramHost } from './program.js';

export type ContainerState = 'created' | 'running' | 'exited';
export type HealthStatus = 'starting' | 'healthy' | 'unhealthy';

export interface LogEntry {
  readonly stream: 'stdout' | 'stderr';
  readonly text: string;
  readonly at: number;
}

export interface Mount {
  readonly Type: 'volume' | 'bind';
  readonly Name: string;
  readonly Destination: string;
  readonly anonymous: boolean;
}

export interface NetworkEndpoint {
  readonly NetworkID: string;
  readonly IPAddress: string;
  readonly MacAddress: string;
  readonly Aliases: readonly string[];
}

export interface BoundPort {
  /** Such as `3001/tcp`. */
  readonly key: string;
  readonly hostIp: string;
  readonly hostPort: number;
}

/** One container of the demo's engine. Dates are wall time in ms; undefined is what has not happened. */
export interface Container extends ProgramHost {
  name: string;
  /** By name, and by the id that the name stood for. */
  readonly image: string;
  readonly imageId: string;
  readonly config: Json;
  readonly hostConfig: Json;
  readonly program: Program;
  createdAt: number;
  readonly mounts: readonly Mount[];
  readonly networks: Map<string, NetworkEndpoint>;
  state: ContainerState;
  health: { status: HealthStatus; failures: number; checkedAtModelMs: number } | undefined;
  ports: readonly BoundPort[];
  startedAt: number | undefined;
  startedAtModelMs: number;
  finishedAt: number | undefined;
  exitCode: number;
  oomKilled: boolean;
  error: string;
  restarts: number;
  pid: number;
  cpuNs: number;
  log: LogEntry[];
  /** Since its start, in the time of the model. */
  chatteredAtMs?: number;
  execIds: string[];
}

export const serviceOf = (container: Pick<Container, 'labels'>): string =>
  container.labels['com.docker.compose.service'] ?? '';
export const numberOf = (container: Pick<Container, 'labels'>): number =>
  Number(container.labels['com.docker.compose.container-number'] ?? 0);

/** Of those that are ready for work: running, and healthy where anyone checks. */
export const isServing = ({ state, health }: Container): boolean =>
  state === 'running' && (health === undefined || health.status === 'healthy');

/** In the first of its networks; empty where it is in none. */
export const addressOf = ({ networks }: Pick<Container, 'networks'>): string =>
  [...networks.values()][0]?.IPAddress ?? '';
