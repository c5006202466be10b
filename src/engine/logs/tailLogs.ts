import type { LogLine } from '../../app/ports.js';
import type { EngineFailure } from '../../core/connection/engineFailure.js';
import { fail, ok, type Result } from '../../util/result.js';
import type { EngineLink } from '../connect/engineLink.js';
import { readLog } from './readLog.js';

/** The last so many lines of a container's log, oldest first. */
export async function tailLogs(
  link: EngineLink,
  containerId: string,
  lines: number,
  signal: AbortSignal,
): Promise<Result<readonly LogLine[], EngineFailure>> {
  const read: LogLine[] = [];
  const failure = await readLog(link, containerId, { follow: false, tail: lines }, (line) => read.push(line), signal);
  return failure ? fail(failure) : ok(read);
}
