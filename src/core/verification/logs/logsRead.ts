/** Lines of one replica's log. */
export interface LogsRead {
  readonly name: string;
  /** Since the operation began, or else of the time looked at; undefined where it could not be read. Hostile. */
  readonly since: readonly string[] | undefined;
  /** Of the time before, for comparison; undefined where there was none, such as of a new replica. */
  readonly before: readonly string[] | undefined;
  /** Lines were left out, because there were too many. */
  readonly isCut: boolean;
  /** Why it could not be read, hostile; empty otherwise. */
  readonly said: string;
}

/** How long the two times are, so that what happens at the same rate is not taken for new. */
export interface LogTimes {
  readonly sinceMs: number;
  readonly beforeMs: number;
}
