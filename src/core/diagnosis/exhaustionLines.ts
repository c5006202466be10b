import { wordIn } from '../verification/logs/wordIn.js';

/** What a server says that lets nobody in any more. */
const ofServer = /remaining connection slots|too many clients|too many connections|\b53300\b|no connection slot/i;
/** What a program says whose own pool has nothing left. */
const ofPool =
  /connection pool (?:is )?exhausted|pool exhausted|timeout exceeded when trying to connect|QueuePool limit of size|timed out fetching a new connection|unable to acquire a connection/i;

/** The last line of a log that tells of a server without a slot; undefined where none does. */
export const serverFullLine = (lines: readonly string[]): string | undefined =>
  lines.findLast((line) => ofServer.test(line));

/** The last line that tells of an exhausted pool. @param words of the runbook, looked for as they are */
export const poolFullLine = (lines: readonly string[], words: readonly string[]): string | undefined =>
  lines.findLast((line) => !ofServer.test(line) && (ofPool.test(line) || wordIn(line, words) !== undefined));

/** PostgreSQL refuses a connection with it. */
export const isFullServer = (said: string): boolean => ofServer.test(said);
export const isExhaustion = (line: string): boolean => ofServer.test(line) || ofPool.test(line);
