import type { LiveState } from '../../core/live/liveState.js';
import { isUnderWay, type Operation, type StagePhase, type StageState } from '../../core/operation/operation.js';
import { isOutOfSight } from '../../core/operation/run/outOfSight.js';
import type { Stage } from '../../core/operation/stage.js';
import type { Zone } from '../../core/policy/schedule/zonedTime.js';
import { isRunning, type Change } from '../../core/scaling/change.js';
import { count, duration } from '../figures.js';
import { oneLine } from '../markdown.js';
import { changeActivity } from '../words/operation/changeWords.js';
import { clockTime } from '../words/moments.js';
import { operationProblemText } from '../words/operation/operationProblemText.js';
import { outOfSightWords, phaseWords, stageWords } from '../words/operation/operationWords.js';
import { detailRow } from './detailRow.js';
import type { Row } from './row.js';
import { summaryRow } from './verificationRows.js';

/** More lines than anybody reads in a tree; the report has them all. */
const shownDetails = 60;

interface Look {
  readonly now: number;
  readonly zone: Zone;
  readonly user: string;
  readonly live: Pick<LiveState, 'connection' | 'own'>;
}

/** What stands under an operation: why it stopped, its stages, what was overridden and why, the verification, the watch, and notes. */
export function operationDetails(
  operation: Operation,
  id: string,
  changes: readonly Change[],
  look: Look,
): readonly Row[] {
  const rows = [
    ...problemRows(operation, id),
    ...operation.plan.stages.map((stage, index) => stageRow(operation, stage, index, id, changes, look)),
    ...operation.overrides.map(({ guard, reason }, index) =>
      detailRow(`${id}#override-${index}`, `Overridden: ${oneLine(guard)}`, oneLine(reason), 'shield'),
    ),
    ...(operation.verified ? [summaryRow(operation.verified)] : []),
    ...watchRows(operation, id, look),
    ...operation.notes.map(({ at, by, text }, index) =>
      detailRow(
        `${id}#note-${index}`,
        oneLine(text),
        `${by === look.user ? 'you' : oneLine(by)} · ${clockTime(at, look.zone)}`,
        'note',
      ),
    ),
  ];
  if (rows.length <= shownDetails) return rows;
  const more = detailRow(`${id}#more`, count(rows.length - shownDetails, 'more line'), 'in its details', 'ellipsis');
  return [...rows.slice(0, shownDetails), more];
}

function problemRows(operation: Operation, id: string): readonly Row[] {
  const problem = operation.outcome?.problem;
  if (!problem) return [];
  const calm = problem.reason === 'cancelled' || problem.reason === 'interrupted';
  return [detailRow(`${id}#problem`, operationProblemText(problem, operation), '', calm ? 'info' : 'warning')];
}

const phaseIcons = {
  pending: 'circle-outline',
  running: 'sync~spin',
  waiting: 'watch',
  done: 'check',
  failed: 'error',
  unfinished: 'debug-pause',
  'left-out': 'circle-slash',
} as const satisfies Record<StagePhase, string>;

function stageRow(
  operation: Operation,
  stage: Stage,
  index: number,
  id: string,
  changes: readonly Change[],
  look: Look,
): Row {
  const state = operation.stages[index];
  const phase = state?.phase ?? 'pending';
  const isGoingOn = phase === 'running' || phase === 'waiting';
  const icon = isGoingOn && isOutOfSight(operation, look.live) ? 'question' : phaseIcons[phase];
  const facts = state ? stageFacts(operation, stage, state, changes, look) : [];
  // How long is left must not stand behind what the sidebar cuts off.
  const label = stage.stage === 'observe' && stage.forMs > 0 ? `wait ${duration(stage.forMs)}` : stageWords(stage);
  return detailRow(`${id}#stage-${index}`, label, facts.join(' · '), icon);
}

/** `14:02 · 41 s · done`. */
function stageFacts(
  operation: Operation,
  stage: Stage,
  { phase, begunAt, endedAt, until }: StageState,
  changes: readonly Change[],
  { now, zone, live }: Look,
): readonly string[] {
  const begun = begunAt === undefined ? [] : [clockTime(begunAt, zone)];
  const took = begunAt === undefined || endedAt === undefined ? [] : [duration(endedAt - begunAt)];
  const change =
    isUnderWay(operation) && phase === 'running' && stage.stage !== 'observe'
      ? changes.find((each) => each.plan.serviceId === stage.serviceId && isRunning(each))
      : undefined;
  if (change) return [...begun, changeActivity(change)];
  if (isOutOfSight(operation, live) && (phase === 'running' || phase === 'waiting')) return [...begun, outOfSightWords];
  if (phase === 'waiting' && until !== undefined && until > now) return [...begun, `${duration(until - now)} left`];
  return [...begun, ...took, phaseWords[phase]];
}

function watchRows({ watch }: Operation, id: string, { zone }: Look): readonly Row[] {
  if (!watch) return [];
  const verdict = {
    calm: 'nothing became worse',
    worse: 'something became worse',
    unknown: 'could not be told',
    'ended-early': 'ended early',
  } as const;
  const description = watch.verdict ? verdict[watch.verdict] : `${count(watch.looks.length, 'look')} so far`;
  const label = watch.verdict
    ? `Watched until ${clockTime(watch.until, zone)}`
    : `Watching until ${clockTime(watch.until, zone)}`;
  return [detailRow(`${id}#watch`, label, description, watch.verdict === 'worse' ? 'warning' : 'eye')];
}
