import { fail, ok, type Result } from '../../util/result.js';

/** The lines of one entry or zone, from BEGIN to END, each whole, and only those that tell when it is and what it is called. */
export type Block = readonly string[];

export interface CalendarBlocks {
  readonly events: readonly Block[];
  readonly zones: readonly Block[];
  /** Entries that do not end, or are too large to be one. */
  readonly broken: number;
}

const maxTextLength = 2 * 1024 * 1024;
const maxBlockLines = 1000;
const maxLineLength = 16_000;
const wanted = {
  VEVENT: /^(BEGIN|END|UID|SUMMARY|DTSTART|DTEND|DURATION|RRULE|RDATE|EXDATE|RECURRENCE-ID|STATUS)[;:]/i,
  VTIMEZONE: /^(BEGIN|END|TZID|DTSTART|TZOFFSETFROM|TZOFFSETTO|RRULE|RDATE)[;:]/i,
} as const;
type BlockName = keyof typeof wanted;
/** Parts of a zone that belong to it; parts of an entry, such as its alarms, do not. */
const zoneParts = /^(BEGIN|END):(STANDARD|DAYLIGHT)\s*$/i;

/**
 * Takes iCalendar text apart, so that one broken entry spoils no other. Text that is no calendar fails: a login page in a calendar's
 * place must not pass for a calendar without events.
 */
export function calendarBlocks(text: string): Result<CalendarBlocks, string> {
  if (text.length > maxTextLength) return fail('is larger than 2 MB');
  const lines = unfolded(text);
  if (!/^BEGIN:VCALENDAR\s*$/i.test(lines.find((line) => line.trim() !== '') ?? ''))
    return fail('is not an iCalendar file');
  const found: Record<BlockName, Block[]> = { VEVENT: [], VTIMEZONE: [] };
  let broken = 0;
  let ended = false;
  let open: OpenBlock | undefined;
  for (const line of lines) {
    const begins = /^BEGIN:(VEVENT|VTIMEZONE)\s*$/i.exec(line)?.[1]?.toUpperCase() as BlockName | undefined;
    if (begins) {
      if (open) broken += 1;
      open = { name: begins, lines: [line], inner: 0, tooLarge: false };
    } else if (open && new RegExp(`^END:${open.name}\\s*$`, 'i').test(line)) {
      if (open.tooLarge) broken += 1;
      else found[open.name].push([...open.lines, line]);
      open = undefined;
    } else if (open) {
      take(open, line);
    } else if (/^END:VCALENDAR\s*$/i.test(line)) {
      ended = true;
    }
  }
  // Text that was cut off has lost at least one entry, or may have.
  if (open || !ended) broken += 1;
  return ok({ events: found.VEVENT, zones: found.VTIMEZONE, broken });
}

interface OpenBlock {
  readonly name: BlockName;
  readonly lines: string[];
  /** How many parts of its own are open, which are passed over. */
  inner: number;
  tooLarge: boolean;
}

function take(open: OpenBlock, line: string): void {
  const ownPart = open.name === 'VTIMEZONE' && zoneParts.test(line);
  if (!ownPart && /^BEGIN:/i.test(line)) open.inner += 1;
  else if (!ownPart && /^END:/i.test(line)) open.inner = Math.max(0, open.inner - 1);
  else if (open.inner === 0 && wanted[open.name].test(line)) {
    if (open.lines.length >= maxBlockLines || line.length > maxLineLength) open.tooLarge = true;
    else open.lines.push(line);
  }
}

/** Long lines are folded: one that begins with a space or a tab goes on from the last. */
const unfolded = (text: string): readonly string[] =>
  text
    .replace(/^\ufeff/, '')
    .replace(/(\r\n|\r|\n)[ \t]/g, '')
    .split(/\r\n|\r|\n/);
