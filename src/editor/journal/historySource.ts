import type { Journal } from '../../app/operations/journal.js';
import type { Log } from '../../app/ports.js';
import { messageOf } from '../../util/messageOf.js';
import { historyRows } from '../../view/rows/historyRows.js';
import { historyDescription, journalNotice, journalProblemLine } from '../../view/words/operation/journalWords.js';
import type { HistorySource } from '../tree/historyView.js';
import { userName } from '../user.js';

/** Reads the journal, and writes what is wrong with it into the log, line by line. */
export async function historySource(journal: Journal, log: Log): Promise<HistorySource> {
  const user = userName();
  try {
    const problems = await journal.load();
    for (const problem of problems) log.warn(journalProblemLine(problem));
    return {
      notice: journalNotice(problems),
      rows: (state, now) => historyRows(state, { now, zone: undefined, user, live: state }),
      description: historyDescription,
      takeNews: () => journal.takeNews(),
    };
  } catch (error) {
    log.warn(`The journal cannot be read: ${messageOf(error)}`);
    throw error;
  }
}
