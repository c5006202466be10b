import type { Program } from '../../../src/demo/containers/program.js';

/** A service of one test, for either kind of engine. */
export interface EngineService {
  /** As in a Compose file, without an image; the demo understands the fields that these tests use. */
  readonly compose: Readonly<Record<string, unknown>>;
  /** What the demo has in place of the command. */
  readonly program?: Partial<Program>;
  /** Besides the first. */
  readonly replicas?: number;
}

/** A Compose project on an engine, with a name of its own, that leaves nothing behind. */
export interface EngineProject {
  readonly name: string;
  readonly folder: string;
  /** Starts these services, or all. */
  up(...services: string[]): Promise<void>;
  /** Runs one more container of a service, which is no replica. */
  oneOff(service: string): Promise<void>;
  /** Ids of a service's replicas in any state, by number. */
  containerIds(service: string): Promise<string[]>;
  /** By somebody else than the product. */
  restartNow(containerId: string): Promise<void>;
  stopNow(containerId: string): Promise<void>;
  removeNow(containerId: string): Promise<void>;
  volumes(): Promise<string[]>;
  /** The names of a container's volumes. */
  mounts(containerId: string): Promise<string[]>;
  remove(): Promise<void>;
}

export type EngineServices = Readonly<Record<string, EngineService>>;
