import type { Finding } from '../check.js';
import { factOf } from '../fact.js';
import { couldNotTell, findingOf } from '../finding.js';
import type { LogsRead } from './logsRead.js';
import { wordIn } from './wordIn.js';

/** Kind `no-exhaustion`: no line since the operation began holds one of the words, in whichever case. */
export function judgeExhaustion(logs: readonly LogsRead[], words: readonly string[]): Finding {
  if (words.length === 0) return couldNotTell({ reason: 'not-told-how', key: 'exhaustionWords' });
  const facts = logs.map(({ name, since, isCut, said }) => {
    if (!since) return factOf(name, 'unknown', { said });
    const telling = since.filter((line) => wordIn(line, words) !== undefined);
    const verdict = telling.length > 0 ? 'fail' : isCut ? 'unknown' : 'pass';
    return factOf(name, verdict, { value: telling.length, bound: 1, said: telling[0] ?? said });
  });
  return findingOf(facts, unreadLogs(logs));
}

/** Why logs could not be judged. */
export function unreadLogs(logs: readonly LogsRead[]): Parameters<typeof couldNotTell>[0] {
  const unread = logs.find(({ since, isCut }) => !since || isCut);
  return unread ? { reason: 'unreachable', detail: unread.said } : { reason: 'too-few', have: 0, needed: 1 };
}
