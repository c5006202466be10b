/** Where a replica of a Swarm service runs. */
export interface SwarmTask {
  readonly taskId: string;
  /** The node's name; undefined before it has one. */
  readonly node: string | undefined;
  /** Runs on the engine that is connected: only there can its container be read. */
  readonly isHere: boolean;
  /** It is a new try after one that failed, whose error it carries until it runs. */
  readonly isRetry: boolean;
}
