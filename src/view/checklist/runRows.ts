import { progressOf, type Progress } from '../../core/checklist/progress.js';
import type { ChecklistRun, ChecklistSource } from '../../core/checklist/run.js';
import type { Task } from '../../core/checklist/document.js';
import type { Zone } from '../../core/policy/schedule/zonedTime.js';
import { escapeMarkdown, oneLine } from '../markdown.js';
import type { Row } from '../rows/row.js';
import { labelled } from '../words/demoLabel.js';
import { nameOf, timeOf } from './whoAndWhen.js';

/** Who looks, and when and where. */
export interface RunsLook {
  readonly now: number;
  readonly zone: Zone;
  /** As in the journal. */
  readonly user: string;
  /** The items of a run as its text is now; undefined while that is not known. */
  readonly tasks: (run: ChecklistRun) => readonly Task[] | undefined;
}

/** As many that have ended are shown. */
const mostEnded = 20;
const bundledTitle = 'Scaling checklist';

/** Runs that are worked through, newest first; then what one can begin; then those that have ended. */
export function runRows(runs: readonly ChecklistRun[], look: RunsLook): readonly Row[] {
  const open = runs.filter(({ endedAt }) => endedAt === undefined);
  const ended = runs.filter(({ endedAt }) => endedAt !== undefined).slice(0, mostEnded);
  return [
    ...open.map((run) => runRow(run, look)),
    ...templatesOf(runs).map(templateRow),
    ...(ended.length > 0 ? [endedRow(ended, look)] : []),
  ];
}

const runRowPrefix = 'run:';

const runRowId = (id: string): string => `${runRowPrefix}${id}`;

/** The run that a row is of; undefined for another row. */
export const runOfRow = (rowId: string): string | undefined =>
  rowId.startsWith(runRowPrefix) ? rowId.slice(runRowPrefix.length) : undefined;

function runRow(run: ChecklistRun, look: RunsLook): Row {
  const tasks = look.tasks(run);
  const progress = tasks && progressOf(run, tasks);
  const label = labelled(run.subject.context, oneLine(run.name));
  const facts = [progressWords(progress), ...circumstances(run, look)].filter(Boolean);
  return {
    id: runRowId(run.id),
    kind: 'run',
    label,
    description: facts.join(' · '),
    tooltip: tooltipOf(label, run, progress),
    icon: progress && progress.total > 0 && progress.done === progress.total ? 'pass' : 'tasklist',
    iconColor: undefined,
    contextValue: run.endedAt === undefined ? 'run open' : 'run ended',
    expanded: 'never',
    spoken: [label, ...facts].join(', '),
    children: [],
  };
}

/** `7 of 14`; empty where it is not known. */
export const progressWords = (progress: Progress | undefined): string =>
  progress ? `${progress.done} of ${progress.total}` : '';

const circumstances = ({ startedAt, by }: ChecklistRun, look: RunsLook): readonly string[] => [
  timeOf(startedAt, look),
  nameOf(by, look),
];

function tooltipOf(label: string, run: ChecklistRun, progress: Progress | undefined): string {
  const { stack, context, service } = run.subject;
  const about = [
    stack && `Stack ${oneLine(stack)}`,
    service && oneLine(service),
    context && `Docker context ${oneLine(context)}`,
  ];
  const said = about.filter(Boolean).join(', ');
  const how = progress ? `${progressWords(progress)} done` : '';
  return [`**${escapeMarkdown(label)}**`, escapeMarkdown(said), how].filter(Boolean).join('\n\n');
}

/** The bundled one, and every file that a run was of. */
function templatesOf(runs: readonly ChecklistRun[]): readonly ChecklistSource[] {
  const files = new Map(runs.flatMap(({ source }) => (source.from === 'file' ? [[source.uri, source] as const] : [])));
  return [{ from: 'bundled' }, ...[...files.values()].slice(0, mostEnded)];
}

function templateRow(source: ChecklistSource): Row {
  const label = sourceTitle(source);
  const description = source.from === 'bundled' ? 'begin' : 'begin again';
  return {
    id: source.from === 'bundled' ? templateRowId : `${templateRowId}:${source.uri}`,
    kind: 'template',
    label,
    description,
    tooltip:
      source.from === 'bundled'
        ? 'The steps before, during and after a scaling, and those of the way down.'
        : escapeMarkdown(source.uri),
    icon: source.from === 'bundled' ? 'checklist' : 'markdown',
    iconColor: undefined,
    contextValue: 'template',
    expanded: 'never',
    spoken: `${label}, ${description}`,
    children: [],
  };
}

const templateRowId = 'template';

/** The text that a template's row is of; undefined for another row. */
export function sourceOfRow(rowId: string): ChecklistSource | undefined {
  if (rowId === templateRowId) return { from: 'bundled' };
  return rowId.startsWith(`${templateRowId}:`)
    ? { from: 'file', uri: rowId.slice(templateRowId.length + 1) }
    : undefined;
}

/** A file by its name, without its ending. */
export function sourceTitle(source: ChecklistSource): string {
  if (source.from === 'bundled') return bundledTitle;
  const name = source.uri.split('/').at(-1) ?? '';
  return oneLine(decoded(name).replace(/\.(md|markdown)$/i, '')) || 'Checklist';
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

function endedRow(ended: readonly ChecklistRun[], look: RunsLook): Row {
  return {
    id: 'runs-ended',
    kind: 'group',
    label: 'Done',
    description: String(ended.length),
    tooltip: '',
    icon: 'archive',
    iconColor: undefined,
    contextValue: 'group',
    expanded: 'collapsed',
    spoken: `Done, ${ended.length}`,
    children: ended.map((run) => runRow(run, look)),
  };
}
