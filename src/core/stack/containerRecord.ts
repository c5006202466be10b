import type { Replica } from './replica.js';

/** One container with Compose labels, as the engine room hands it over: a replica before it is put into its service. */
export interface ContainerRecord extends Omit<Replica, 'id'> {
  readonly project: string;
  readonly service: string;
  /** Made by `docker compose run`: never a replica. */
  readonly oneOff: boolean;
  readonly origin: ComposeOrigin;
}

/** Where Compose took the container's definition from; parts that the labels do not tell are empty. */
export interface ComposeOrigin {
  readonly workingDir: string;
  readonly configFiles: readonly string[];
  readonly environmentFiles: readonly string[];
  /** Compose's version, such as `2.26.1`. */
  readonly composeVersion: string;
  /** Services that this one depends on. */
  readonly dependsOn: readonly string[];
}
