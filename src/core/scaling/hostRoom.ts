/** What could be told of the engine's machine; a part that could not is undefined, and never counts as plenty. */
export interface HostRoom {
  readonly cpus: number;
  /** Cores in use now, by everything on the machine. */
  readonly busyCpus: number | undefined;
  readonly memoryBytes: number;
  /** What programs can still get, as the kernel estimates it. */
  readonly availableBytes: number | undefined;
  /** Where the engine keeps containers. */
  readonly diskBytes: number | undefined;
  readonly diskFreeBytes: number | undefined;
  /** Use is that of containers alone, so that cores are at least this busy and memory is at most this free. */
  readonly atMost?: boolean;
  /** Sentences why a part could not be told. */
  readonly problems: readonly string[];
}
