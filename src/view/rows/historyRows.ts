import { resumeOf, repeatOf, undoOf } from '../../core/operation/followUp.js';
import type { LiveState } from '../../core/live/liveState.js';
import { isUnderWay, type Operation } from '../../core/operation/operation.js';
import { isOutOfSight } from '../../core/operation/run/outOfSight.js';
import type { Zone } from '../../core/policy/schedule/zonedTime.js';
import type { Change } from '../../core/scaling/change.js';
import type { Verification } from '../../core/verification/verificationRun.js';
import { count, duration } from '../figures.js';
import { escapeMarkdown, oneLine } from '../markdown.js';
import { cancellingWords } from '../words/operation/cancelWords.js';
import { clockTime, dayKey, dayTitle } from '../words/moments.js';
import {
  operationActivity,
  operationResult,
  operationSummary,
  operationTitle,
  outOfSightText,
  outOfSightWords,
} from '../words/operation/operationWords.js';
import { operationDetails } from './operationDetails.js';
import type { Row } from './row.js';
import { verificationRow } from './verificationRows.js';

/** Who looks, and when and where. */
export interface HistoryLook {
  readonly now: number;
  readonly zone: Zone;
  /** As in the journal. */
  readonly user: string;
  readonly live: Pick<LiveState, 'connection' | 'own'>;
}

/** What the history is of. */
export type Past = Pick<LiveState, 'operations' | 'changes' | 'verifications'>;

/** An operation, or a verification that belongs to none. */
interface Entry {
  readonly startedAt: number;
  readonly row: () => Row;
  readonly is: 'operation' | 'verification';
}

/**
 * What is under way, then what was interrupted and waits for somebody, then the rest by days, newest first. A verification of an operation stands
 * under it.
 */
export function historyRows({ operations, changes, verifications }: Past, look: HistoryLook): readonly Row[] {
  const rowOf = (operation: Operation): Row => knownRow(operation, look) ?? operationRow(operation, changes, look);
  const alone = verifications.filter(({ request }) => !operations.some(({ id }) => id === request.operation));
  const running = alone.filter(({ endedAt }) => endedAt === undefined);
  const open = operations.filter((operation) => isUnderWay(operation));
  const interrupted = operations.filter(isLeftOpen);
  const ended: readonly Entry[] = [
    ...operations
      .filter((operation) => !isUnderWay(operation) && !isLeftOpen(operation))
      .map((operation): Entry => ({ startedAt: operation.startedAt, row: () => rowOf(operation), is: 'operation' })),
    ...alone
      .filter(({ endedAt }) => endedAt !== undefined)
      .map((each): Entry => ({
        startedAt: each.startedAt,
        row: () => knownVerification(each, look),
        is: 'verification',
      })),
  ].sort((a, b) => b.startedAt - a.startedAt);
  const days = new Map<string, Entry[]>();
  for (const entry of ended) {
    const key = dayKey(entry.startedAt, look.zone);
    days.set(key, [...(days.get(key) ?? []), entry]);
  }
  return [
    ...running.map((verification) => verificationRow(verification, look)),
    ...[...open, ...interrupted].map(rowOf),
    ...[...days].map(([key, each], index) => dayRow(key, each, index === 0, look)),
  ];
}

const isLeftOpen = (operation: Operation): boolean =>
  operation.outcome?.result === 'interrupted' && operation.continuedBy === undefined;

function dayRow(key: string, entries: readonly Entry[], isNewest: boolean, look: HistoryLook): Row {
  const label = dayTitle(entries[0]?.startedAt ?? look.now, look.now, look.zone);
  const of = (is: Entry['is']): string => {
    const amount = entries.filter((entry) => entry.is === is).length;
    return amount > 0 ? count(amount, is) : '';
  };
  const description = [of('operation'), of('verification')].filter(Boolean).join(' · ');
  return {
    id: `day:${key}`,
    kind: 'day',
    label,
    description,
    tooltip: '',
    icon: 'calendar',
    iconColor: undefined,
    contextValue: 'day',
    expanded: isNewest ? 'expanded' : 'collapsed',
    spoken: `${label}, ${description}`,
    children: entries.map(({ row }) => row()),
  };
}

const operationRowPrefix = 'operation:';

/** The operation that a row is of; undefined for another row. */
export const operationOfRow = (rowId: string): string | undefined =>
  rowId.startsWith(operationRowPrefix) ? rowId.slice(operationRowPrefix.length) : undefined;

export const operationRowId = (id: string): string => `${operationRowPrefix}${id}`;

/** What has ended looks the same from then on: it is not made anew whenever something else moves. */
const endedRows = new WeakMap<Operation, { readonly row: Row; readonly zone: Zone; readonly user: string }>();

function knownRow(operation: Operation, { zone, user }: HistoryLook): Row | undefined {
  const known = endedRows.get(operation);
  return known && known.zone === zone && known.user === user ? known.row : undefined;
}

const verificationRowsMade = new WeakMap<
  Verification,
  { readonly row: Row; readonly zone: Zone; readonly user: string }
>();

function knownVerification(verification: Verification, look: HistoryLook): Row {
  const known = verificationRowsMade.get(verification);
  if (known && known.zone === look.zone && known.user === look.user) return known.row;
  const row = verificationRow(verification, look);
  verificationRowsMade.set(verification, { row, zone: look.zone, user: look.user });
  return row;
}

function operationRow(operation: Operation, changes: readonly Change[], look: HistoryLook): Row {
  const { now, zone } = look;
  const label = operationTitle(operation.plan);
  const facts = operationFacts(operation, changes, look);
  const looks = lookOf(operation, look);
  const summary = isOutOfSight(operation, look.live)
    ? outOfSightText(operation.plan)
    : operationSummary(operation, changes, now);
  const row: Row = {
    id: operationRowId(operation.id),
    kind: 'operation',
    label,
    description: facts.join(' · '),
    tooltip: `**${escapeMarkdown(label)}**\n\n${escapeMarkdown(summary)}`,
    icon: looks.icon,
    iconColor: looks.color,
    contextValue: [
      'operation',
      isUnderWay(operation) ? 'running' : 'ended',
      // Its end is told of before its window has let go of it, and its row is kept as it is from then on.
      isUnderWay(operation) && look.live.own.get(operation.id) === 'running' && 'cancellable',
      undoOf(operation) && 'undoable',
      repeatOf(operation) && 'repeatable',
      // What is left of it is asked of the engine when it is resumed.
      resumeOf(operation, now, () => undefined) && 'resumable',
      isLeftOpen(operation) && 'interrupted',
    ]
      .filter(Boolean)
      .join(' '),
    expanded: 'collapsed',
    spoken: [label, ...facts].join(', '),
    children: operationDetails(operation, operationRowId(operation.id), changes, look),
  };
  if (operation.outcome) endedRows.set(operation, { row, zone, user: look.user });
  return row;
}

/** `41 s`, `done`, `14:02`, `you`; of what is under way what it does comes first. */
export function operationFacts(
  operation: Operation,
  changes: readonly Change[],
  { now, zone, user, live }: HistoryLook,
): readonly string[] {
  const { startedAt, outcome, by, plan } = operation;
  // When one that was interrupted was found says nothing of how long it took.
  const took = outcome && outcome.result !== 'interrupted' ? [duration(outcome.endedAt - startedAt)] : [];
  const doing = isOutOfSight(operation, live) ? outOfSightWords : operationActivity(operation, changes, now);
  const cancelling = live.own.get(operation.id) === 'cancelling' ? [cancellingWords] : [];
  const what = outcome ? [...took, operationResult(operation)] : [...cancelling, doing];
  const where = plan.context === 'default' ? [] : [`on ${oneLine(plan.context)}`];
  return [...what, clockTime(startedAt, zone), byWords(by, user), ...where];
}

export const byWords = (by: string, user: string): string => (by === user ? 'you' : oneLine(by) || 'unknown');

function lookOf(
  operation: Operation,
  { live }: HistoryLook,
): { readonly icon: string; readonly color: string | undefined } {
  if (isOutOfSight(operation, live)) return { icon: 'question', color: undefined };
  if (!operation.outcome) {
    const waits = operation.stages.some(({ phase }) => phase === 'waiting');
    return { icon: waits ? 'watch' : 'sync~spin', color: undefined };
  }
  if (operation.outcome.result === 'interrupted' && !isLeftOpen(operation))
    return { icon: 'debug-disconnect', color: undefined };
  if (operation.watch?.verdict === 'worse') return resultLook.stopped;
  if (operation.outcome.result === 'done' && operation.verified?.verdict === 'fail') return resultLook.stopped;
  return resultLook[operation.outcome.result];
}

const resultLook = {
  done: { icon: 'pass', color: undefined },
  stopped: { icon: 'warning', color: 'list.warningForeground' },
  failed: { icon: 'error', color: 'list.errorForeground' },
  cancelled: { icon: 'circle-slash', color: undefined },
  interrupted: { icon: 'debug-disconnect', color: 'list.warningForeground' },
} as const;
