/** What a replica that answers requests is made of. */
export interface ApiShape {
  /** Cores that it may use. */
  readonly cores: number;
  /** Processor time of one request, ms. */
  readonly cpuMs: number;
  /** Time of one request in which it waits for others, such as the database, ms. */
  readonly otherMs: number;
  /** After this the balancer gives a request up, ms. */
  readonly timeoutMs: number;
}

export interface ApiStep {
  /** Requests that wait at the end of the step. */
  readonly backlog: number;
  readonly served: number;
  /** Given up, since they would have waited longer than the balancer does. */
  readonly timedOut: number;
  /** Of its cores, from 0 to 1. */
  readonly utilisation: number;
}

export const capacityPerSecond = ({ cores, cpuMs }: ApiShape): number => (cores * 1000) / cpuMs;

/** One step of a replica to which more may come than it can serve: the rest waits, and in the end is given up. */
export function stepApi(shape: ApiShape, backlog: number, arrived: number, seconds: number): ApiStep {
  const canServe = capacityPerSecond(shape) * seconds;
  const due = backlog + arrived;
  const served = Math.min(due, canServe);
  const most = (capacityPerSecond(shape) * shape.timeoutMs) / 1000;
  const left = due - served;
  const timedOut = Math.max(0, left - most);
  return { backlog: left - timedOut, served, timedOut, utilisation: served / canServe };
}
