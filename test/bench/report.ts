/** One line of the table: the same thing done by Scalebook and by what a user would run instead. */
export interface Comparison {
  readonly what: string;
  /** Every sample, ms. */
  readonly oursMs: readonly number[];
  readonly insteadMs: readonly number[];
  readonly instead: string;
}

export interface Growth {
  readonly replicas: number;
  /** Samples of one call each, µs of CPU time: the snapshot after a full list, the snapshot after one event, the tree's rows. */
  readonly fullListUs: readonly number[];
  readonly oneEventUs: readonly number[];
  readonly treeRowsUs: readonly number[];
}

/** What has been measured so far. */
export interface Report {
  readonly comparisons: Comparison[];
  readonly growth: Growth[];
  readonly bundleBytes: Record<string, number>;
}
