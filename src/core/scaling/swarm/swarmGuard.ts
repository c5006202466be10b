import type { SwarmMode, SwarmResources } from '../../stack/swarm.js';

/** What one node has left for tasks of a service. */
export interface NodeRoom {
  readonly node: string;
  /** How many more tasks fit; undefined where nothing limits them. */
  readonly tasks: number | undefined;
  /** Cores and bytes that no task has reserved. */
  readonly freeCpus: number;
  readonly freeBytes: number;
}

/** A condition of a Swarm, looked at before the count of a service is changed. */
export type SwarmGuard =
  | {
      readonly guard: 'node-room';
      readonly verdict: 'pass' | 'warn' | 'block';
      /** What a task needs, and whether the Swarm itself minds that. */
      readonly each: SwarmResources;
      readonly by: 'reservations' | 'limits' | 'nothing';
      readonly adds: number;
      /** How many more fit on all nodes together; undefined where nothing limits them. */
      readonly fits: number | undefined;
      readonly rooms: readonly NodeRoom[];
    }
  | {
      readonly guard: 'no-node';
      readonly verdict: 'block';
      /** Names of nodes that take no tasks, by why. */
      readonly down: readonly string[];
      readonly drained: readonly string[];
      readonly paused: readonly string[];
      /** Nodes that the constraints leave out. */
      readonly unfit: readonly string[];
    }
  | {
      readonly guard: 'nodes-away';
      readonly verdict: 'warn';
      readonly down: readonly string[];
      readonly drained: readonly string[];
      readonly paused: readonly string[];
    }
  | {
      readonly guard: 'max-per-node' | 'node-ports';
      readonly verdict: 'pass' | 'block';
      readonly perNode: number;
      readonly nodes: number;
      readonly target: number;
      /** Host ports that each task takes on its node; empty for a maximum that the service states. */
      readonly ports: readonly number[];
    }
  | {
      readonly guard: 'constraints';
      readonly verdict: 'warn';
      readonly unread: readonly string[];
      /** Names of the nodes of which it cannot be told. */
      readonly nodes?: readonly string[] | undefined;
    }
  | {
      readonly guard: 'node-volumes';
      readonly verdict: 'warn';
      readonly volumes: readonly string[];
      /** The service as the Swarm calls it. */
      readonly service?: string | undefined;
      /** Where all of its tasks are; undefined where they are on several nodes, or on none. */
      readonly node?: string | undefined;
    }
  | { readonly guard: 'swarm-mode'; readonly verdict: 'block'; readonly mode: Exclude<SwarmMode, 'replicated'> }
  | {
      readonly guard: 'swarm-restart';
      /** `block` where only some of its tasks are to be restarted: a Swarm replaces all of them. */
      readonly verdict: 'pass' | 'warn' | 'block';
      /** The service as the Swarm calls it. */
      readonly service: string;
      /** How many tasks it replaces side by side, of how many. */
      readonly atOnce?: number | undefined;
      readonly tasks?: number | undefined;
      /** And each only once its new one runs. */
      readonly startsFirst?: true | undefined;
    };
