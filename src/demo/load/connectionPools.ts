/** What a database and the pools before it look like at one moment. */
export interface Pools {
  /** Connections that each replica holds open. */
  readonly perReplica: number;
  /** All that are open. */
  readonly open: number;
  /** Those that do something. */
  readonly active: number;
  /** Of the connections that are asked for, those that the database refuses: from 0 to 1. */
  readonly refused: number;
  /** Mean wait for a free connection, ms. */
  readonly waitMs: number;
}

export interface PoolDemand {
  readonly maxConnections: number;
  /** Stay for administrators. */
  readonly reserved: number;
  /** Open to other databases. */
  readonly foreign: number;
  readonly replicas: number;
  /** Size of one replica's pool. */
  readonly pool: number;
  /** Requests per second of all replicas, and how long each holds its connection. */
  readonly requests: number;
  readonly heldMs: number;
}

/** At this many requests per second every request finds its pool empty and asks for a new connection. */
const allMissAt = 250;

/** Every replica opens its whole pool; where the database has fewer, they share what there is, and who asks for more is refused. */
export function connectionPools(demand: PoolDemand): Pools {
  const { maxConnections, reserved, foreign, replicas, pool, requests, heldMs } = demand;
  const available = Math.max(0, maxConnections - reserved - foreign);
  const wanted = replicas * pool;
  const open = Math.min(wanted, available);
  const missing = wanted > 0 ? 1 - open / wanted : 0;
  const needed = (requests * heldMs) / 1000;
  const busy = open > 0 ? Math.min(1, needed / open) : 0;
  return {
    perReplica: replicas > 0 ? Math.floor(open / replicas) : 0,
    open,
    active: Math.min(open, needed),
    refused: missing * Math.min(1, requests / allMissAt),
    // A pool hands a connection over at once until nearly all are in use.
    waitMs: busy > 0.8 ? heldMs * ((busy - 0.8) / (1.001 - busy)) : 1,
  };
}
