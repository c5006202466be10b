import type { TimedLogLine } from '../../app/ports.js';
import type { EngineFailure } from '../../core/connection/engineFailure.js';
import { fail, ok, type Result } from '../../util/result.js';
import type { EngineLink } from '../connect/engineLink.js';
import { readLog } from './readLog.js';

/** Looks at no more than the log's last `maxLines`, however far back `sinceAt` lies. */
export async function logsSince(
  link: EngineLink,
  containerId: string,
  sinceAt: number,
  maxLines: number,
  signal: AbortSignal,
): Promise<Result<readonly TimedLogLine[], EngineFailure>> {
  const read: TimedLogLine[] = [];
  const options = { follow: false, tail: maxLines, sinceAt };
  const failure = await readLog(
    link,
    containerId,
    options,
    ({ text, ...line }) => {
      const [, time = '', rest = ''] = /^(\S{20,40}) (.*)$/s.exec(text) ?? [];
      const at = Date.parse(time);
      // What has no time of its own is the rest of a line that was too long for one.
      if (at >= sinceAt - 1) read.push({ ...line, at, text: rest });
    },
    signal,
  );
  // stdout and stderr come side by side.
  return failure ? fail(failure) : ok(read.sort((a, b) => a.at - b.at));
}
