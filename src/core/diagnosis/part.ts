/** What a diagnosis looks at, in the order in which people read of it. */
export const parts = [
  /** The replicas, as the engine lists them. */
  'replicas',
  /** What the engine says of each container: its errors, its end, its health check's last results. */
  'containers',
  /** Ends and kills for want of memory that the engine remembers. */
  'ends',
  /** The last lines of the replicas' logs. */
  'logs',
  /** The last operation on the service. */
  'operation',
  /** What verifications lately found wrong. */
  'checks',
  /** What the runbook's rules say. */
  'rules',
  /** CPU and memory of every replica of the stack. */
  'use',
  /** What the engine's machine has left. */
  'machine',
  /** What could be removed from the engine's disk. */
  'disk',
  /** What the names of the images stand for. */
  'images',
  /** The balancer's own list. */
  'balancer',
  /** The database's connections, and their limit. */
  'database',
  /** The statements that run in the database. */
  'statements',
  /** Memory and refusals of Redis. */
  'redis',
] as const;
export type Part = (typeof parts)[number];
