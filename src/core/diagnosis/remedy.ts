/** What can be removed from the engine's disk: nothing but what a build can make anew, all that no container uses, or data. */
export type CleanUp = 'build-cache' | 'images' | 'volumes';

/** Something that a person can do about a cause. Scalebook does none of it by itself. Titles and names are hostile. */
export type Remedy =
  | {
      readonly remedy: 'scale';
      /** Compose name, and what people call it. */
      readonly service: string;
      readonly title: string;
      readonly from: number;
      readonly to: number;
    }
  | {
      readonly remedy: 'restart' | 'open-logs' | 'explain' | 'diagnose';
      readonly service: string;
      readonly title: string;
    }
  /** `replicas x perReplica + rest = to`. */
  | {
      readonly remedy: 'raise-connections';
      readonly to: number;
      readonly replicas: number;
      readonly perReplica: number;
      readonly rest: number;
    }
  /** A smaller pool in each replica: a matter of its own configuration. */
  | { readonly remedy: 'smaller-pool'; readonly from: number; readonly to: number }
  /** Another limit: of each container in the Compose file, or of Redis in its own settings. Memory in bytes, CPU in cores. */
  | {
      readonly remedy: 'raise-limit';
      readonly of: 'container' | 'redis';
      readonly part: 'memory' | 'cpu';
      readonly from: number;
      readonly to: number;
    }
  | { readonly remedy: 'open-compose-file' }
  | { readonly remedy: 'inspect'; /** A replica's id. */ readonly replicaId: string; readonly name: string }
  | { readonly remedy: 'wait'; readonly forMs: number }
  /** Commands for a person to look at and to send: they reach beyond the stack. */
  | { readonly remedy: 'pull-image'; readonly image: string }
  | { readonly remedy: 'clean-up'; readonly what: CleanUp };
