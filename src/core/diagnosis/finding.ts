/** What is wrong, with its figures. Names and titles are hostile. */
export type Finding = NotStarting | FailingHealth | UnevenLoad | NoImprovement | Exhausted | OutOfMemory;

export type NotStarting =
  /** `holder` is a container that publishes the port; empty where none is known. */
  | {
      readonly cause: 'port-taken';
      readonly port: number | undefined;
      readonly holder: string;
      /** The holder is another replica of the same service. */
      readonly isOwn: boolean;
    }
  | { readonly cause: 'ports-used-up' }
  | { readonly cause: 'name-taken'; readonly name: string }
  | { readonly cause: 'image-gone'; readonly image: string }
  /** Bytes, or cores; undefined where it is not known. `fits` is how many more replicas have room. */
  | {
      readonly cause: 'machine-short';
      readonly part: 'memory' | 'cpu' | 'disk';
      readonly needed: number | undefined;
      readonly free: number | undefined;
      readonly fits: number | undefined;
    }
  | { readonly cause: 'engine-limit' }
  | { readonly cause: 'program-missing'; readonly program: string }
  | { readonly cause: 'mount-missing'; readonly path: string }
  | { readonly cause: 'network-missing'; readonly network: string }
  | { readonly cause: 'no-node' }
  | { readonly cause: 'ends-by-itself'; readonly exitCode: number | undefined }
  | { readonly cause: 'start-refused' };

export type FailingHealth =
  | { readonly cause: 'probe-program-missing'; readonly program: string }
  | { readonly cause: 'probe-timed-out'; readonly timeoutMs: number | undefined }
  /** `neededMs` is undefined while it is still not ready. */
  | { readonly cause: 'too-little-time'; readonly allowedMs: number; readonly neededMs: number | undefined }
  | { readonly cause: 'dependency-away'; readonly service: string; readonly title: string; readonly isDown: boolean }
  | { readonly cause: 'probe-fails'; readonly exitCode: number };

export type UnevenLoad =
  | { readonly cause: 'not-listed'; readonly balancer: string; readonly listed: number; readonly ready: number }
  | { readonly cause: 'server-away'; readonly balancer: string; readonly state: string }
  | { readonly cause: 'sticky'; readonly balancer: string }
  /** Medians of the health check's own times, ms. */
  | { readonly cause: 'replica-slow'; readonly tookMs: number; readonly othersMs: number }
  | { readonly cause: 'spread-uneven' };

export type NoImprovement =
  | { readonly cause: 'slow-statements'; readonly count: number; readonly longestMs: number }
  | {
      readonly cause: 'waiting-for-locks';
      readonly count: number;
      readonly longestMs: number;
      readonly holder: number | undefined;
    }
  | { readonly cause: 'database-busy' }
  | { readonly cause: 'redis-full'; readonly title: string; readonly usedBytes: number; readonly maxBytes: number }
  /** Of its own limit, or of the whole machine. */
  | { readonly cause: 'limit-reached'; readonly part: 'memory' | 'cpu'; readonly percent: number }
  | { readonly cause: 'machine-busy'; readonly percent: number }
  | {
      readonly cause: 'bottleneck-elsewhere';
      readonly service: string;
      readonly title: string;
      readonly part: 'memory' | 'cpu';
      readonly percent: number;
      /** The service that was scaled has little to do. */
      readonly isIdleHere: boolean;
    };

export type Exhausted =
  | {
      readonly cause: 'server-full';
      /** Undefined where the database could not be asked any more. */
      readonly limit: number | undefined;
      readonly open: number | undefined;
      readonly reserved: number | undefined;
      /** Replicas whose pools the runbook knows. */
      readonly clients: number;
      /** Of each replica; undefined where the runbook does not say. */
      readonly perReplica: number | undefined;
    }
  | { readonly cause: 'pool-full'; readonly perReplica: number | undefined };

export type OutOfMemory =
  | { readonly cause: 'limit-exceeded'; readonly limitBytes: number; readonly kills: number }
  | { readonly cause: 'machine-full'; readonly freeBytes: number | undefined; readonly kills: number }
  | { readonly cause: 'heap-full' }
  | { readonly cause: 'leak'; readonly percentPerHour: number };
