/** One reading of a container's counters, as the engine's statistics give it. All counters are cumulative since its start. */
export interface UsageSample {
  /** The engine's own time of the reading, ms. */
  readonly readAt: number;
  /** CPU time used by the container, ns. */
  readonly cpuNs: number;
  /** CPU time of the whole machine, ns; undefined where the engine does not tell (Windows). */
  readonly systemNs: number | undefined;
  /** CPUs that the machine has online. */
  readonly onlineCpus: number;
  /** Memory in use without the page cache that the kernel can take back; undefined when the engine gave none. */
  readonly memoryBytes: number | undefined;
  /** The limit that the engine applies (the machine's memory where there is none). */
  readonly memoryLimitBytes: number | undefined;
  /** Received and sent over all of its networks; undefined where it has none of its own, such as on the host's. */
  readonly networkBytes: number | undefined;
}
