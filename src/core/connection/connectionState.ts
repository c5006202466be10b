import type { DockerContext } from './dockerContext.js';
import type { EngineFailure } from './engineFailure.js';

/** What an engine says of itself. */
export interface EngineInfo {
  /** Its own, whatever the context is called; empty where it tells none. */
  readonly id: string;
  readonly name: string;
  readonly version: string;
  /** Such as `1.45`. */
  readonly apiVersion: string;
  readonly cpus: number;
  readonly memoryBytes: number;
  /** Its part in a Swarm. */
  readonly swarm: 'none' | 'manager' | 'worker';
}

/** The life of the one connection. `retryAt` is wall time in ms of the next attempt; undefined where it waits for a person. */
export type ConnectionState =
  | { readonly phase: 'idle' }
  | { readonly phase: 'connecting'; readonly context: DockerContext }
  | { readonly phase: 'connected'; readonly context: DockerContext; readonly info: EngineInfo }
  | {
      readonly phase: 'failed';
      readonly context: DockerContext;
      readonly failure: EngineFailure;
      readonly retryAt: number | undefined;
    };

/** Of the context that is connected to; undefined while none is. */
export const connectedContext = (state: ConnectionState): string | undefined =>
  state.phase === 'connected' ? state.context.name : undefined;
