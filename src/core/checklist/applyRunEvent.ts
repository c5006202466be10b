import type { ChecklistRun, ItemState, Mark, Seen } from './run.js';
import type { RunEvent } from './runEvent.js';

const untouched: ItemState = { mark: undefined, denial: undefined, seen: undefined, notes: [] };
/** More notes on one item than anybody writes. */
const mostNotes = 100;
/** The last ones are kept. */
const mostCommands = 500;

/**
 * What a run is after one more event of the journal: the same for one that is worked through and for one that is read from the file. Undefined for
 * an event of a run whose beginning is missing.
 */
export function applyRunEvent(run: ChecklistRun | undefined, entry: RunEvent): ChecklistRun | undefined {
  if (entry.event !== 'run-begun') return run && applyTo(run, entry);
  const { run: id, name, source, subject, by, countsBefore, at } = entry;
  return {
    ...{ id, name, source, subject, by, countsBefore },
    startedAt: at,
    endedAt: undefined,
    items: new Map(),
    closed: new Map(),
    teamToldAt: undefined,
    teamToldEndAt: undefined,
    commands: [],
  };
}

function applyTo(run: ChecklistRun, entry: Exclude<RunEvent, { event: 'run-begun' }>): ChecklistRun {
  const { at } = entry;
  switch (entry.event) {
    case 'run-subject':
      return { ...run, subject: entry.subject };
    case 'item-seen':
      return withItem(run, entry.item, (item) => afterSeen(item, { ...entry.seen, at }));
    case 'item-ticked': {
      const { by: who, reason } = entry;
      const mark = { by: 'person', who, at, reason } as const;
      return withItem(run, entry.item, (item) => ({ ...item, mark, denial: undefined }));
    }
    case 'item-unticked':
      return withItem(run, entry.item, (item) => ({ ...item, mark: undefined }));
    case 'item-denied': {
      const denial = { who: entry.by, at, reason: entry.reason };
      return withItem(run, entry.item, (item) => ({ ...item, mark: machineOf(item), denial }));
    }
    case 'item-undenied':
      return withItem(run, entry.item, (item) => ({ ...item, denial: undefined }));
    case 'item-note': {
      const { by, text } = entry;
      return withItem(run, entry.item, (item) => ({
        ...item,
        notes: [...item.notes, { at, by, text }].slice(-mostNotes),
      }));
    }
    case 'stage-closed':
      return { ...run, closed: new Map([...run.closed, [entry.stage, { at, by: entry.by }]]) };
    case 'stage-opened':
      return { ...run, closed: new Map([...run.closed].filter(([stage]) => stage !== entry.stage)) };
    case 'team-told':
      return { ...run, teamToldAt: at };
    case 'team-told-end':
      return { ...run, teamToldEndAt: at };
    case 'command-begun': {
      const { fence, text, by } = entry;
      const command = { fence, text, by, startedAt: at, ended: undefined };
      return { ...run, commands: [...run.commands, command].slice(-mostCommands) };
    }
    case 'command-ended': {
      const last = run.commands.findLastIndex(({ fence, ended }) => fence === entry.fence && ended === undefined);
      return {
        ...run,
        commands: run.commands.map((each, index) => (index === last ? { ...each, ended: { ...entry.end, at } } : each)),
      };
    }
    case 'run-ended':
      return { ...run, endedAt: at };
  }
}

/** The item as a machine's look leaves it: its own tick goes as soon as what it stood for is not so any more, a person's stays. */
export function afterSeen(item: ItemState, seen: Seen): ItemState {
  const passes = seen.verdict === 'pass';
  const had = item.seen?.verdict === 'pass' && item.mark?.by === 'machine';
  const machine: Mark | undefined = passes ? (had ? item.mark : { by: 'machine', at: seen.at }) : undefined;
  return { ...item, seen, mark: item.mark?.by === 'person' ? item.mark : machine };
}

const machineOf = ({ mark }: ItemState): Mark | undefined => (mark?.by === 'machine' ? mark : undefined);

/** Somebody or a machine has ticked it, and nobody says otherwise. */
export const isTicked = ({ mark, denial }: ItemState): boolean => mark !== undefined && denial === undefined;

/** What is known of an item of a run. */
export const itemOf = (run: ChecklistRun, item: string): ItemState => run.items.get(item) ?? untouched;

/** The run with one item changed. */
export const withItem = (run: ChecklistRun, id: string, change: (item: ItemState) => ItemState): ChecklistRun => ({
  ...run,
  items: new Map([...run.items, [id, change(itemOf(run, id))]]),
});
