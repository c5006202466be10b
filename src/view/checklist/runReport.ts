import { itemOf } from '../../core/checklist/applyRunEvent.js';
import { progressOf } from '../../core/checklist/progress.js';
import type { ChecklistRun, CommandRun, ItemState, Mark } from '../../core/checklist/run.js';
import type { StageTasks } from '../../core/checklist/stageTasks.js';
import type { Task } from '../../core/checklist/document.js';
import type { Operation } from '../../core/operation/operation.js';
import { duration } from '../figures.js';
import { escapeMarkdown, fenced, markdownTable } from '../markdown.js';
import { beforeAndAfter } from '../reportPage.js';
import { demoNote } from '../words/demoLabel.js';
import { utcClock, utcTime } from '../words/moments.js';
import { operationSummary, operationTitle } from '../words/operation/operationWords.js';
import { progressWords } from './runRows.js';

/** What is known beside the run itself. */
export interface RunReportContext {
  /** As the text of the checklist has them now. */
  readonly stages: readonly StageTasks[];
  /** The one that belongs to it, where the journal knows it. */
  readonly operation: Operation | undefined;
  readonly now: number;
}

/** All that the journal has of a run, as a Markdown page for people who were not there. Times are by UTC. */
export function runReport(run: ChecklistRun, { stages, operation, now }: RunReportContext): string {
  const all = stages.flatMap(({ tasks }) => tasks);
  return [
    `# ${escapeMarkdown(run.name)}`,
    ...demoNote(run.subject.context),
    `**${progressWords(progressOf(run, all))} done.**`,
    circumstances(run, operation),
    ...stages.flatMap((stage) => stagePart(run, stage)),
    ...lost(run, all),
    ...commands(run.commands),
    ...(operation ? operationPart(operation, now) : []),
    '',
  ].join('\n\n');
}

/** `checklist-2026-11-25-1402-pdf-worker.md`. */
export function runFileName({ startedAt, subject, name }: ChecklistRun): string {
  const when = utcTime(startedAt).slice(0, 16).replace(':', '').replace(' ', '-');
  const what = (subject.service || name).replaceAll(/[^A-Za-z0-9]+/g, '-').replaceAll(/^-+|-+$/g, '');
  return `${['checklist', when, what.slice(0, 60).toLowerCase()].filter(Boolean).join('-')}.md`;
}

function circumstances(
  { by, startedAt, endedAt, subject, id, teamToldAt, teamToldEndAt }: ChecklistRun,
  operation?: Operation,
): string {
  const until = endedAt === undefined ? ' UTC, and it is not done' : ` to ${utcTime(endedAt)} UTC`;
  const { stack, context, service, from, target } = subject;
  const change = from !== undefined && target !== undefined ? `, ${from} → ${target}` : '';
  return [
    `- By: ${escapeMarkdown(by) || 'unknown'}`,
    `- When: ${utcTime(startedAt)}${until}`,
    ...(stack ? [`- Where: stack ${escapeMarkdown(stack)}, Docker context ${escapeMarkdown(context)}`] : []),
    ...(service ? [`- Service: ${escapeMarkdown(service)}${change}`] : []),
    ...(teamToldAt === undefined ? [] : [`- Team told: ${utcTime(teamToldAt)} UTC`]),
    ...(teamToldEndAt === undefined ? [] : [`- Team told of the end: ${utcTime(teamToldEndAt)} UTC`]),
    ...(operation ? [`- Operation: ${escapeMarkdown(operation.id)}`] : []),
    `- Checklist: ${escapeMarkdown(id)}`,
  ].join('\n');
}

function stagePart(run: ChecklistRun, stage: StageTasks): readonly string[] {
  const closed = run.closed.get(stage.id);
  const progress = `${progressWords(progressOf(run, stage.tasks))} done`;
  const note = closed ? `, closed ${utcClock(closed.at)} by ${escapeMarkdown(closed.by) || 'unknown'}` : '';
  return [
    `## ${escapeMarkdown(stage.title)}`,
    `${progress}${note}.`,
    markdownTable(
      ['', 'Item', 'Seen', 'Who', 'When'],
      stage.tasks.map((task) => itemCells(task.text, itemOf(run, task.id))),
    ),
    ...stage.tasks.flatMap((task) => notesOf(task.text, itemOf(run, task.id))),
  ];
}

const itemCells = (text: string, item: ItemState): readonly string[] => [
  signOf(item),
  escapeMarkdown(text),
  escapeMarkdown(item.seen?.evidence ?? ''),
  item.denial ? escapeMarkdown(item.denial.who) || 'unknown' : item.mark ? whoWords(item.mark) : '',
  whenOf(item),
];

function whenOf({ mark, denial, seen }: ItemState): string {
  const at = denial?.at ?? mark?.at ?? seen?.at;
  return at === undefined ? '' : utcClock(at);
}

const seenSigns = {
  pass: '✔',
  fail: '✘ failed',
  unknown: '? unknown',
  'not-yet': '☐',
  'not-needed': '– not needed',
} as const;
function signOf({ mark, denial, seen }: ItemState): string {
  if (denial) return '✘ not so';
  return mark ? '✔' : seen ? seenSigns[seen.verdict] : '☐';
}

const whoWords = (mark: Mark): string => (mark.by === 'machine' ? 'Scalebook' : escapeMarkdown(mark.who) || 'unknown');

/** Why a person said so against what was seen, and what they wrote down. */
function notesOf(text: string, { mark, denial, notes }: ItemState): readonly string[] {
  const reason =
    mark?.by === 'person' && mark.reason ? [`- ${whoWords(mark)}, ticked because: ${escapeMarkdown(mark.reason)}`] : [];
  const said = notes.map(
    (note) => `- ${utcClock(note.at)} ${escapeMarkdown(note.by) || 'unknown'}: ${escapeMarkdown(note.text)}`,
  );
  const denied = denial
    ? [`- ${escapeMarkdown(denial.who) || 'unknown'}, not so because: ${escapeMarkdown(denial.reason)}`]
    : [];
  const lines = [...reason, ...denied, ...said];
  return lines.length > 0 ? [`*${escapeMarkdown(text)}*`, lines.join('\n')] : [];
}

/** Items that were ticked and that the text does not have any more. */
function lost(run: ChecklistRun, tasks: readonly Task[]): readonly string[] {
  const known = new Set(tasks.map(({ id }) => id));
  const gone = [...run.items].filter(
    ([id, { mark, denial, notes }]) =>
      !known.has(id) && (mark !== undefined || denial !== undefined || notes.length > 0),
  );
  return gone.length === 0
    ? []
    : [
        `The text has changed since: ${gone.length} ${gone.length === 1 ? 'item' : 'items'} with a tick or a note ${gone.length === 1 ? 'is' : 'are'} not in it any more.`,
      ];
}

function commands(runs: readonly CommandRun[]): readonly string[] {
  if (runs.length === 0) return [];
  return ['## Commands', ...runs.flatMap(commandPart)];
}

function commandPart({ text, by, startedAt, ended }: CommandRun): readonly string[] {
  const who = escapeMarkdown(by) || 'unknown';
  return [
    `${utcClock(startedAt)}, by ${who}: ${endWords(ended, startedAt)}`,
    fenced(text),
    ...(ended?.output ? ['It said:', fenced(ended.output)] : []),
  ];
}

function endWords(ended: CommandRun['ended'], startedAt: number): string {
  if (!ended) return 'its end was not seen.';
  const took = duration(ended.at - startedAt);
  switch (ended.how) {
    case 'ended':
      return `exit code ${ended.exitCode ?? 'unknown'} after ${took}.`;
    case 'cancelled':
      return `cancelled after ${took}.`;
    case 'failed':
      return 'it could not be run.';
    case 'in-terminal':
      return 'sent to a terminal.';
  }
}

const operationPart = (operation: Operation, now: number): readonly string[] => [
  `## ${escapeMarkdown(operationTitle(operation.plan))}`,
  escapeMarkdown(operationSummary(operation, [], now)),
  ...beforeAndAfter(operation),
];
