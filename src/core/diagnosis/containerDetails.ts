/** One run of a container's health check. Times in ms. */
export interface ProbeResult {
  /** Wall time. */
  readonly at: number;
  readonly tookMs: number;
  /** 0 passed; -1 where the engine could not run it, or gave it up. */
  readonly exitCode: number;
  /** What it printed, or the engine's words: one line, bounded, hostile. */
  readonly said: string;
}

/** What the engine says of one container beyond what a snapshot has. Text in it is hostile. */
export interface ContainerDetails {
  readonly containerId: string;
  /** IP addresses on its networks. */
  readonly addresses: readonly string[];
  readonly oomKilled: boolean;
  /** Undefined while it has not ended. */
  readonly exitCode: number | undefined;
  /** The engine's words on a failed start: one line, bounded; empty when there are none. */
  readonly error: string;
  readonly restarts: number;
  /** Wall times, ms; undefined before it was. */
  readonly startedAt: number | undefined;
  readonly finishedAt: number | undefined;
  /** The health check's program with its arguments, as the definition has it; empty where there is none. */
  readonly probe: readonly string[];
  /** Failures in a row. */
  readonly failingStreak: number;
  /** The last few, oldest first. */
  readonly probes: readonly ProbeResult[];
}

/** How one container ended lately, once for each end. */
export interface ContainerEnd {
  readonly containerId: string;
  /** Wall time of the engine, ms. */
  readonly at: number;
  /** Undefined where only a process in it was killed, and it goes on. */
  readonly exitCode: number | undefined;
  /** The kernel killed something in it for want of memory since it was started. */
  readonly isForMemory: boolean;
}
