/**
 * What one open connection takes at least, measured of PostgreSQL 15: 1.4 MiB of its own once it has answered a query, and 48 KiB of the
 * memory that all share. Sorting and hashing come on top of it.
 */
const bytesPerConnection = 1.5 * 1024 ** 2;

/** What the database takes at least when all its connections are open. */
export const memoryOfLimit = (limit: number, sharedBuffersBytes: number): number =>
  sharedBuffersBytes + limit * bytesPerConnection;

/** The highest limit whose connections, all open, have room. */
export const largestInMemory = (memoryBytes: number, sharedBuffersBytes: number): number =>
  Math.max(0, Math.floor((memoryBytes - sharedBuffersBytes) / bytesPerConnection));
