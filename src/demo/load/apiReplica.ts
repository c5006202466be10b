import { waitOf } from './erlangC.js';
import { noWait, type Stage } from './responseTime.js';

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
  /** Given up: their turn would come too late. */
  readonly timedOut: number;
  /** Of its cores, from 0 to 1. */
  readonly utilisation: number;
}

export const capacityPerSecond = ({ cores, cpuMs }: ApiShape): number => (cores * 1000) / cpuMs;

/** A request that comes to its turn this long before its time is up is answered in time, as good as always; in mean times of an answer. */
const patience = 5;

/** One step of a replica to which more may come than it can serve: the rest waits, and in the end is given up. */
export function stepApi(shape: ApiShape, backlog: number, arrived: number, seconds: number): ApiStep {
  const canServe = capacityPerSecond(shape) * seconds;
  const due = backlog + arrived;
  const served = Math.min(due, canServe);
  const mostMs = shape.timeoutMs - patience * (shape.cpuMs + shape.otherMs);
  const most = (capacityPerSecond(shape) * mostMs) / 1000;
  const left = due - served;
  const timedOut = Math.max(0, left - most);
  return { backlog: left - timedOut, served, timedOut, utilisation: served / canServe };
}

/**
 * What a request waits for a core, by the formula of M/M/c; where more comes than can be served, all wait for what has come before.
 *
 * @param backlog what waits of a load without chance: what chance makes wait is in the formula, and is not to be counted twice
 * @param rate requests per second
 */
export function waitBefore(shape: ApiShape, backlog: number, rate: number): { fixedMs: number; wait: Stage } {
  const wait = waitOf(shape.cores, rate, 1000 / shape.cpuMs);
  const fixedMs = (backlog / capacityPerSecond(shape)) * 1000;
  return fixedMs > wait.chance * wait.meanMs ? { fixedMs, wait: noWait } : { fixedMs: 0, wait };
}
