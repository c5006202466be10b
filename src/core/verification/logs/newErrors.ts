import type { Finding } from '../check.js';
import { couldNotTell } from '../finding.js';
import type { LogsRead, LogTimes } from './logsRead.js';

/** Kind `no-new-errors`: no pattern of error lines since the operation began that was not there before at a like rate. */
export function judgeNewErrors(logs: readonly LogsRead[], times: LogTimes, words: readonly string[]): Finding {
  return couldNotTell({ reason: 'too-few', have: words.length, needed: logs.length + times.sinceMs });
}
