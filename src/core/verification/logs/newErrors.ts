import type { Finding } from '../check.js';
import { factOf, type Fact } from '../fact.js';
import { couldNotTell, findingOf } from '../finding.js';
import { unreadLogs } from './exhaustion.js';
import { linePattern } from './linePattern.js';
import type { LogsRead, LogTimes } from './logsRead.js';
import { wordIn } from './wordIn.js';

/** So many times as often as before, and so many more at least, is no like rate. */
const likeFactor = 3;
const likeMargin = 3;
const mostPatterns = 10;

/**
 * Kind `no-new-errors`: no pattern of error lines since the operation began that was not there before at a like rate, counted over the whole
 * service. A fact of each replica tells its error lines; one of each new pattern has its count, how many were to be expected as `before`,
 * and the first such line.
 */
export function judgeNewErrors(logs: readonly LogsRead[], times: LogTimes, words: readonly string[]): Finding {
  if (words.length === 0) return couldNotTell({ reason: 'not-told-how', key: 'errorWords' });
  const earlier = countPatterns(logs, ({ before }) => before, words);
  const now = countPatterns(logs, ({ since }) => since, words);
  const read = logs.filter(({ since }) => since).length;
  const readBefore = logs.filter(({ before }) => before).length;
  // More replicas say the same thing more often.
  const growth =
    readBefore > 0 && times.beforeMs > 0 ? (times.sinceMs / times.beforeMs) * Math.max(1, read / readBefore) : 0;
  const fresh = [...now]
    .map(([pattern, seen]) => ({ ...seen, expected: (earlier.get(pattern)?.count ?? 0) * growth }))
    .filter(({ count, expected }) => expected === 0 || count > expected * likeFactor + likeMargin)
    .sort((a, b) => b.count - a.count);
  const news = fresh.map((each): Fact =>
    factOf(each.replica, 'fail', {
      value: each.count,
      bound: 1,
      before: earlierOf(each.expected, readBefore),
      said: each.line,
    }),
  );
  return findingOf([...logs.map((log) => toldBy(log, words)), ...news.slice(0, mostPatterns)], unreadLogs(logs));
}

const earlierOf = (expected: number, readBefore: number): number | undefined => (readBefore > 0 ? expected : undefined);

/** What was said before is shown and fails nothing; what could not be read can be anything. */
function toldBy({ name, since, before, isCut, said }: LogsRead, words: readonly string[]): Fact {
  return factOf(name, !since || isCut ? 'unknown' : 'pass', {
    value: since && errorsIn(since, words).length,
    before: before && errorsIn(before, words).length,
    said,
  });
}

const errorsIn = (lines: readonly string[], words: readonly string[]): readonly string[] =>
  lines.filter((line) => wordIn(line, words) !== undefined);

interface PatternSeen {
  readonly count: number;
  /** Where it was first seen. */
  readonly replica: string;
  readonly line: string;
}

function countPatterns(
  logs: readonly LogsRead[],
  linesOf: (log: LogsRead) => readonly string[] | undefined,
  words: readonly string[],
): ReadonlyMap<string, PatternSeen> {
  const patterns = new Map<string, PatternSeen>();
  for (const log of logs) {
    for (const line of errorsIn(linesOf(log) ?? [], words)) {
      const pattern = linePattern(line);
      const seen = patterns.get(pattern);
      patterns.set(pattern, seen ? { ...seen, count: seen.count + 1 } : { count: 1, replica: log.name, line });
    }
  }
  return patterns;
}
