import type { EngineFailure } from '../core/connection/engineFailure.js';
import { ok, type Result } from '../util/result.js';
import type { Clock, EngineConnection } from './ports.js';

/**
 * How far an engine's clock is ahead of this machine's, ms; negative where it is behind. What the engine tells a time of is compared with times
 * of this machine only after that is added to them. By what its clock shows in the middle of the round trip: off by half of that at most.
 */
export async function engineAhead(
  connection: Pick<EngineConnection, 'readTime'>,
  clock: Pick<Clock, 'now' | 'monotonic'>,
  signal: AbortSignal,
): Promise<Result<number, EngineFailure>> {
  const askedAt = clock.monotonic();
  const read = await connection.readTime(signal);
  // The clock of this machine may be set meanwhile.
  return read.ok ? ok(read.value - (clock.now() - (clock.monotonic() - askedAt) / 2)) : read;
}
