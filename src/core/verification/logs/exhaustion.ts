import type { Finding } from '../check.js';
import { couldNotTell } from '../finding.js';
import type { LogsRead } from './logsRead.js';

/** Kind `no-exhaustion`: no line since the operation began holds one of the words, in whichever case. */
export function judgeExhaustion(logs: readonly LogsRead[], words: readonly string[]): Finding {
  return couldNotTell({ reason: 'too-few', have: words.length, needed: logs.length });
}
