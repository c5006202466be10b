import { waitOf } from './erlangC.js';
import { noWait, type Stage } from './responseTime.js';

export interface PoolDemand {
  readonly maxConnections: number;
  /** Stay for administrators. */
  readonly reserved: number;
  /** Open to other databases. */
  readonly foreign: number;
  /** Size of one replica's pool, which it opens at once and keeps. */
  readonly pool: number;
  /** Requests per second of each replica that runs, those that get none included. */
  readonly rates: readonly number[];
  /** A request holds its connection for so long when the database has nothing else to do, ms. */
  readonly heldMs: number;
  /** So much of it the database works, ms of one of its cores. */
  readonly workMs: number;
  readonly cores: number;
}

/** What the pool of one replica is to its requests. */
export interface Pool {
  /** Connections that do something. */
  readonly inUse: number;
  /** Of the requests, those that get no connection in time: from 0 to 1. */
  readonly refused: number;
  /** Waited by all for a connection, since there are too few for good, ms. */
  readonly fixedMs: number;
  /** Waited by those who find all in use by chance. */
  readonly wait: Stage;
}

/** What a database and the pools before it look like at one moment. */
export interface Pools {
  readonly each: readonly Pool[];
  readonly open: number;
  readonly inUse: number;
  /** How long a request holds its connection, ms. */
  readonly heldMs: number;
  /** Of the database's cores, from 0 to 1. */
  readonly utilisation: number;
}

/** Nobody waits longer for a connection. */
export const acquireTimeoutMs = 5000;

/** A pool that is not full tries again so often, each time for each connection that it has not. */
const attemptsPerSecond = 4;
/** A connection that is refused has cost the database a process and a password nevertheless. */
const attemptMs = 9;

/** Up to here the time that requests hold their connections is reckoned with; beyond it they hold all that there are. */
const nearlyFull = 0.9995;

/**
 * Every replica opens its whole pool. Where the database has fewer connections than all of them, they share what there is and go on asking
 * for the rest, which is work for the database as well, at the expense of the requests. So each request holds its connection for longer,
 * the more of them are missing, until all are in use and the others wait in vain.
 */
export function connectionPools(demand: PoolDemand): Pools {
  const { pool, rates, workMs, cores } = demand;
  const available = Math.max(0, demand.maxConnections - demand.reserved - demand.foreign);
  const wanted = rates.length * pool;
  const open = Math.min(wanted, available);
  const attempts = (wanted - open) * attemptsPerSecond;
  const requests = rates.reduce((sum, rate) => sum + rate, 0);
  const work = (attempts * attemptMs + requests * workMs) / 1000;
  const overload = Math.max(1, work / cores);
  const longestMs = requests > 0 ? (1000 * open * overload) / requests : 0;
  const heldMs =
    overload > 1 ? Math.max(demand.heldMs, longestMs) : demand.heldMs + queueMs(cores, attempts + requests, work);
  const perReplica = rates.length > 0 ? Math.floor(open / rates.length) : 0;
  const each = rates.map((rate) => poolOf(rate, perReplica, heldMs, overload));
  const inUse = each.reduce((sum, one) => sum + one.inUse, 0);
  return { each, open, inUse, heldMs, utilisation: Math.min(1, work / cores) };
}

/** Mean wait for a core of the database (M/M/c), ms. */
function queueMs(cores: number, calls: number, work: number): number {
  if (calls === 0) return 0;
  const { chance, meanMs } = waitOf(cores, calls, calls / work, nearlyFull);
  return chance * meanMs;
}

/** @param overload how much more is asked of the database than it can do; 1 where it can do all */
function poolOf(rate: number, connections: number, heldMs: number, overload: number): Pool {
  if (rate === 0) return { inUse: 0, refused: 0, fixedMs: 0, wait: noWait };
  const needed = (rate * heldMs) / 1000;
  const served = Math.min(rate / overload, (connections * 1000) / heldMs);
  if (served < rate) return { inUse: connections, refused: 1 - served / rate, fixedMs: acquireTimeoutMs, wait: noWait };
  const wait = waitOf(connections, rate, 1000 / heldMs);
  return { inUse: needed, refused: wait.chance * Math.exp(-acquireTimeoutMs / wait.meanMs), fixedMs: 0, wait };
}
