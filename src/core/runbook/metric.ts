/** Metrics that people look at together; the status bar's tooltip has a row for each group. */
export const metricGroups = ['cpu', 'memory', 'latency', 'errors', 'queue', 'database', 'load'] as const;
export type MetricGroup = (typeof metricGroups)[number];

/** `percentPerHour` is growth. Times are in ms. */
export const units = ['percent', 'percentPerHour', 'ms', 'jobs', 'connections', 'users', 'count'] as const;
export type Unit = (typeof units)[number];

/** Something that is measured of a service. */
export interface Metric {
  /** Such as `cpuAverage`, `p95`, `jobsWaiting`. */
  readonly id: string;
  readonly title: string;
  readonly group: MetricGroup;
  readonly unit: Unit;
  /** Compose names of the services that it is measured of; `all` is every service of the stack, named by the runbook or not. */
  readonly services: 'all' | readonly string[];
  /** Where it is read, best first: the next one is asked where one cannot be reached or has no figure. */
  readonly sources: readonly MetricSource[];
}

/** By its source: a file may call it as it likes. */
export const readsDocker = ({ sources }: Metric, figure: DockerFigure): boolean =>
  sources.some((source) => source.from === 'docker' && source.figure === figure);

export type DockerFigure = 'cpuAverage' | 'cpuPeak' | 'memoryAverage' | 'memoryPeak' | 'memoryGrowth';
export type ProbeFigure = 'p50' | 'p95' | 'p99' | 'errorRate' | 'serverErrors' | 'timeouts';

export type MetricSource =
  | { readonly from: 'docker'; readonly figure: DockerFigure }
  | {
      readonly from: 'prometheus';
      /** PromQL with one number as its answer; `{{service}}` stands for the service's Compose name. */
      readonly query: string;
      /** What the answer is multiplied with to come to the metric's unit, such as 1000 for seconds. */
      readonly scale: number;
      /** No series at all means zero, as for a counter of errors that has not counted one; believed only while the server is up and scrapes the service. */
      readonly absentIsZero: boolean;
    }
  | {
      readonly from: 'json';
      readonly url: string;
      /** Names and indexes into the answer, such as `queue.waiting` or `pools.0.used`. */
      readonly path: string;
      /**
       * The counter of all, a path like the other. With it both are counters that only grow, and the figure is how many percent of what
       * this one grew by the other did. Undefined: the figure is what stands at `path`.
       */
      readonly of: string | undefined;
      readonly scale: number;
    }
  | {
      readonly from: 'postgres';
      /** One statement whose answer's first row and column is the figure; it runs read-only. */
      readonly query: string;
      readonly scale: number;
    }
  /** Asked of the service's health URLs by Scalebook itself, where nobody else measures. */
  | { readonly from: 'probe'; readonly figure: ProbeFigure };
