/** One measured value of one metric on one service, with where and when it was read. */
export interface Figure {
  /** The service's id. */
  readonly serviceId: string;
  /** The metric's id. */
  readonly metric: string;
  /** In the metric's unit; undefined when there is none. Never zero for want of a value. */
  readonly value: number | undefined;
  /** False where some replicas could not be read: what the others show may be an alarm, but is no all-clear. */
  readonly complete: boolean;
  /** Wall time at which it was read, ms. */
  readonly at: number;
  /** The source's own time of the point, ms; the same twice is the same point. Undefined where it has none. */
  readonly sourceAt: number | undefined;
  /** Such as `Docker`, `Prometheus`, `PostgreSQL`, `probe`, or an address without credentials. Hostile where it is an address. */
  readonly source: string;
  /** What the source remembers of the time since it was last read, oldest first; absent where it was not asked. Wall time, ms. */
  readonly earlier?: readonly { readonly at: number; readonly value: number }[];
  /** Why there is no value; empty when there is one. May hold words of a server: hostile. */
  readonly problem: string;
}

/** How often metrics that come from elsewhere than Docker are read, ms. */
export const figureIntervalMs = 15_000;

/** By `figureKey`. */
export type Figures = ReadonlyMap<string, Figure>;

export const figureKey = (serviceId: string, metric: string): string => `${serviceId}|${metric}`;
