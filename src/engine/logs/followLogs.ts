import type { LogLine } from '../../app/ports.js';
import type { EngineFailure } from '../../core/connection/engineFailure.js';
import { fail, ok, type Result } from '../../util/result.js';
import type { EngineLink } from '../connect/engineLink.js';
import { readLog } from './readLog.js';

/** Ends when the signal asks for it, or when all of the logs have ended. A container that is gone has none to follow. */
export async function followLogs(
  link: EngineLink,
  containerIds: readonly string[],
  options: { readonly tail: number },
  onLine: (line: LogLine) => void,
  signal: AbortSignal,
): Promise<Result<void, EngineFailure>> {
  const ends = await Promise.all(
    containerIds.map((id) => readLog(link, id, { follow: true, tail: options.tail }, onLine, signal)),
  );
  const failures = ends.flatMap((failure) => (failure && failure.reason !== 'not-found' ? [failure] : []));
  const first = failures.find((failure) => failure.reason !== 'cancelled') ?? failures[0];
  return first ? fail(first) : ok(undefined);
}
