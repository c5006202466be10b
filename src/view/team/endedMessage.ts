import type { Measured, MeasuredFigure, MeasuredService } from '../../core/operation/run/measured.js';
import { countIn } from '../../core/operation/run/countIn.js';
import type { Operation, OperationOutcome, OperationResult } from '../../core/operation/operation.js';
import { isAlarm } from '../../core/policy/level.js';
import type { TeamFact, TeamMessage } from '../../core/team/teamMessage.js';
import { lastToldAt } from '../../core/operation/run/comingToRest.js';
import { count, duration } from '../figures.js';
import { oneLine } from '../markdown.js';
import { figureAmount } from '../words/policy/metricWords.js';
import { operationProblemText } from '../words/operation/operationProblemText.js';
import { utcTime } from '../words/moments.js';
import { operationPlanTitle } from '../words/operation/operationPlanWords.js';
import { planLines, type PlanLine } from './planLines.js';
import { someFacts } from './someFacts.js';

const results = {
  done: { title: 'Done', happened: 'is done', tone: 'good' },
  stopped: { title: 'Stopped', happened: 'was stopped', tone: 'bad' },
  failed: { title: 'Failed', happened: 'failed', tone: 'bad' },
  cancelled: { title: 'Cancelled', happened: 'was cancelled', tone: 'plain' },
  interrupted: { title: 'Interrupted', happened: 'was interrupted', tone: 'bad' },
} as const satisfies Record<OperationResult, { title: string; happened: string; tone: TeamMessage['tone'] }>;

/** What a team reads once an operation has ended: how, what runs now, and what that did to the figures. */
export function endedMessage(operation: Operation, outcome: OperationOutcome): TeamMessage {
  const { plan, by, before } = operation;
  const { title, happened, tone } = results[outcome.result];
  const { after, fact } = outcome.result === 'interrupted' ? found(operation) : took(operation, outcome);
  const why = outcome.result === 'cancelled' ? undefined : outcome.problem;
  const problem = why ? ` ${oneLine(operationProblemText(why, operation))}` : '';
  return {
    event: 'ended',
    tone,
    title: `${title}: ${operationPlanTitle(plan)}`,
    text: `The change of ${oneLine(plan.stack)} ${happened} ${after}.${problem}`,
    facts: [
      ...someFacts(planLines(plan).map((line) => lineFact(line, before, outcome))),
      fact,
      { name: 'By', value: oneLine(by) },
      { name: 'Docker context', value: oneLine(plan.context) },
    ],
  };
}

interface When {
  /** Follows what happened. */
  readonly after: string;
  readonly fact: TeamFact;
}

function took({ startedAt }: Operation, { endedAt }: OperationOutcome): When {
  const value = duration(endedAt - startedAt);
  return { after: `after ${value}`, fact: { name: 'Took', value } };
}

/** When one that was interrupted was found, maybe the next morning, says nothing of how long it took. */
function found(operation: Operation): When {
  const seen = `some time after ${utcTime(lastToldAt(operation))} UTC, and is found so now`;
  return { after: seen, fact: { name: 'Begun', value: `${utcTime(operation.startedAt)} UTC` } };
}

/** `10 replicas now, 10 ready · waiting jobs 263 → 12`. */
function lineFact(line: PlanLine, before: Measured | undefined, outcome: OperationOutcome): TeamFact {
  const then = before?.services.find(({ service }) => service === line.service);
  const now = outcome.after?.services.find(({ service }) => service === line.service);
  const counts = line.ofReplicas
    ? countsText(line, now, outcome)
    : `${outcome.result === 'done' ? '' : 'wanted: '}${line.text}`;
  return { name: line.title, value: [counts, ...figureTexts(then?.figures ?? [], now?.figures ?? [])].join(' · ') };
}

function countsText(
  { service, text }: PlanLine,
  now: MeasuredService | undefined,
  { counts }: OperationOutcome,
): string {
  const running = countIn(counts, service);
  if (running === undefined) return `wanted: ${text}; how many there are now is not known`;
  return `${count(running, 'replica')} now${now ? `, ${now.ready} ready` : ''}`;
}

const shownFigures = 3;

/** Those that were or are an alarm; where there is none, the first that are known at both ends. */
function figureTexts(before: readonly MeasuredFigure[], after: readonly MeasuredFigure[]): readonly string[] {
  const pairs = before.flatMap((then) => {
    const now = after.find(({ metric }) => metric === then.metric);
    return now ? [{ then, now }] : [];
  });
  const alarms = pairs.filter(({ then, now }) => isAlarm(then.level) || isAlarm(now.level));
  const known = pairs.filter(({ then, now }) => then.value !== undefined && now.value !== undefined);
  return (alarms.length > 0 ? alarms : known)
    .slice(0, shownFigures)
    .map(
      ({ then, now }) =>
        `${oneLine(now.title)} ${figureAmount(then.value, then.unit)} → ${figureAmount(now.value, now.unit)}`,
    );
}
