/** The service that a stage is about. */
export interface StageService {
  readonly serviceId: string;
  /** Its Compose name. */
  readonly service: string;
  /** What people call it. */
  readonly title: string;
}

/**
 * When replicas (container ids) were started last as the plan was made, in ms by the clock of their engine; 0 for never. Whether one was restarted since is
 * told by that, as this machine's clock may be another. Undefined in plans from before it was kept.
 */
export type StartTimes = Readonly<Record<string, number>>;

/**
 * One part of an operation. Between two of them the count is read again, so that what somebody else changed is never overrun. What a stage
 * does to each replica is worked out when its turn comes.
 */
export type Stage =
  | (StageService & { readonly stage: 'scale'; readonly from: number; readonly to: number })
  | (StageService & {
      readonly stage: 'restart';
      /** The replicas (container ids) to restart, one after the other. */
      readonly containerIds: readonly string[];
      readonly startedAt?: StartTimes | undefined;
    })
  /** Raises (or lowers) max_connections of a PostgreSQL, which restarts it. `service` is the database. */
  | (StageService & {
      readonly stage: 'set-connections';
      readonly from: number;
      readonly to: number;
      /** Where its settings lie in its container, and a copy of them from before; undefined where that is not known. */
      readonly dataFolder?: string | undefined;
      /** Puts that copy back and starts the database, which does not run with the limit of `from`. */
      readonly putsBack?: true | undefined;
      readonly startedAt?: StartTimes | undefined;
    })
  /** Waits, and goes on only if no service of the stack is worse than before the stages ahead of it. */
  | { readonly stage: 'observe'; readonly forMs: number; readonly after: 'up' | 'down' | 'restart' | 'connections' };

export type ChangingStage = Exclude<Stage, { stage: 'observe' }>;

export const isChanging = (stage: Stage): stage is ChangingStage => stage.stage !== 'observe';
