import { verificationOf } from '../../verification/keptVerification.js';
import type { Verification } from '../../verification/verificationRun.js';
import { applyRunEvent } from '../../checklist/applyRunEvent.js';
import type { ChecklistRun } from '../../checklist/run.js';
import type { RunEvent } from '../../checklist/runEvent.js';
import { applyEvent } from '../applyEvent.js';
import type { JournalEvent } from '../journalEvent.js';
import type { Operation } from '../operation.js';
import { isEventOfAnotherVersion, journalLine, type JournalLine } from './eventShape.js';
import { misshapen } from './shape.js';

/** What is wrong with a line. */
export type JournalFlaw =
  /** It has no end: whoever wrote it was stopped in the middle, or there was no room. */
  | 'torn'
  /** Not what a journal has in it. */
  | 'unreadable'
  /** Written by a newer version, about something that this one does not know. */
  | 'of-another-version';

export interface JournalProblem {
  /** From 1, where reading began. */
  readonly line: number;
  readonly what: JournalFlaw;
}

export interface ReadJournal {
  /** Newest first. */
  readonly operations: readonly Operation[];
  /** Newest first, as each was last written. */
  readonly verifications: readonly Verification[];
  /** Newest first. */
  readonly runs: readonly ChecklistRun[];
  /** By line. */
  readonly problems: readonly JournalProblem[];
}

/** As many operations are kept in mind; the file has the older ones. */
const keptOperations = 500;
/** As many verifications are kept with their evidence. */
const keptVerifications = 100;
/** As many runs of checklists are kept in mind. */
const keptRuns = 100;
/** A file with more wrong lines than this is not read further back. */
const keptProblems = 1000;
/** Of a longer one, the end is read. */
const readCharacters = 25_000_000;

/**
 * What a journal tells. It is read from its end, so that of a file of any size the newest part counts: until there are enough operations, or
 * too many lines that are none of a journal. Whatever is wrong with a line costs that line alone; of an operation whose beginning is not
 * there, nothing is told.
 */
export function readJournal(journal: string): ReadJournal {
  const text = endOf(journal);
  const problems: JournalProblem[] = [];
  const events: JournalEvent[] = [];
  const runEvents: RunEvent[] = [];
  const verifications = new Map<string, Verification>();
  let begun = 0;
  let end = text.length;
  let line = linesIn(text);
  if (end > 0 && !text.endsWith('\n')) {
    end = text.lastIndexOf('\n') + 1;
    problems.push({ line, what: 'torn' });
    line -= 1;
  }
  for (; end > 0 && begun < keptOperations && problems.length < keptProblems; line -= 1) {
    const start = end === 1 ? 0 : text.lastIndexOf('\n', end - 2) + 1;
    const event = readLine(text.slice(start, end - 1));
    end = start;
    if (event === undefined) continue;
    if (typeof event === 'string') {
      problems.push({ line, what: event });
      continue;
    }
    if ('run' in event) {
      runEvents.push(event);
      continue;
    }
    if (event.event === 'started') begun += 1;
    if (event.event === 'verified') {
      const { verification } = event;
      const isNewest = !verifications.has(verification.id);
      if (isNewest && verifications.size < keptVerifications)
        verifications.set(verification.id, verificationOf(verification));
    }
    events.push(event);
  }
  return {
    operations: operationsOf(events.reverse()),
    verifications: [...verifications.values()].sort((a, b) => b.startedAt - a.startedAt),
    runs: runsOf(runEvents.reverse()),
    problems: problems.reverse(),
  };
}

/** The last whole lines that there is patience for. */
function endOf(text: string): string {
  if (text.length <= readCharacters) return text;
  const start = text.indexOf('\n', text.length - readCharacters);
  return start < 0 ? '' : text.slice(start + 1);
}

/** Undefined for a line with nothing in it, such as stands where two windows mended the same torn line. */
function readLine(text: string): JournalLine | JournalFlaw | undefined {
  const content = text.trim();
  if (content === '') return undefined;
  // To throw and to catch costs a thousand times as much as to look.
  if (!content.startsWith('{') || !content.endsWith('}')) return 'unreadable';
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch {
    return 'unreadable';
  }
  const event = journalLine(value);
  if (event !== misshapen) return event;
  return isEventOfAnotherVersion(value) ? 'of-another-version' : 'unreadable';
}

function operationsOf(events: readonly JournalEvent[]): readonly Operation[] {
  const operations = new Map<string, Operation>();
  for (const event of events) {
    const next = applyEvent(operations.get(event.operation), event);
    if (next) operations.set(event.operation, next);
  }
  return [...operations.values()].reverse();
}

function runsOf(events: readonly RunEvent[]): readonly ChecklistRun[] {
  const runs = new Map<string, ChecklistRun>();
  for (const event of events) {
    const next = applyRunEvent(runs.get(event.run), event);
    if (next) runs.set(event.run, next);
  }
  return [...runs.values()].reverse().slice(0, keptRuns);
}

/** Lines, a last one without an end among them. */
function linesIn(text: string): number {
  let lines = text === '' || text.endsWith('\n') ? 0 : 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
}
