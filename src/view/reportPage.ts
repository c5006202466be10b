import type { MeasuredService } from '../core/operation/run/measured.js';
import { isUnderWay, type Operation, type StageState, type StageStep } from '../core/operation/operation.js';
import { allGuards } from '../core/operation/plan/operationPlan.js';
import { isChanging } from '../core/operation/stage.js';
import type { Verification } from '../core/verification/verificationRun.js';
import type { Verdict } from '../core/scaling/guards/guard.js';
import { figuresOf, servicesOf, type BeforeAndAfter } from './beforeAndAfter.js';
import { duration } from './figures.js';
import { escapeMarkdown, markdownTable, unbroken } from './markdown.js';
import { verificationParts } from './verification/markdownReport.js';
import { resultWords } from './verification/verificationSentence.js';
import { demoNote } from './words/demoLabel.js';
import { figureAmount, figureChange } from './words/policy/metricWords.js';
import { utcClock, utcTime } from './words/moments.js';
import { shortName } from './words/names.js';
import { operationSummary, operationTitle, phaseWords, stageWords, titleIn } from './words/operation/operationWords.js';
import { guardText } from './words/guards/guardWords.js';
import { watchMarkdown } from './words/operation/watchMarkdown.js';

/**
 * All that the journal has of an operation, as a Markdown page for people who were not there. Times are by UTC.
 *
 * @param verifications those that are kept with their evidence; of others the page has what they came to
 */
export function reportPage(operation: Operation, now: number, verifications: readonly Verification[]): string {
  const { plan } = operation;
  return [
    `# ${escapeMarkdown(operationTitle(plan))}`,
    ...demoNote(plan.context),
    `**${escapeMarkdown(operationSummary(operation, [], now))}**`,
    circumstances(operation),
    '## Plan',
    planTable(operation),
    planSentence(operation),
    ...checks(operation),
    '## Steps',
    stepTable(operation),
    ...beforeAndAfter(operation),
    ...verificationOf(operation, verifications),
    ...watch(operation),
    ...notes(operation),
    '',
  ].join('\n\n');
}

/** `report-2026-11-25-1402-pdf-worker.md`: what a file system may not have in a name is left out. */
export function reportFileName({ plan, startedAt }: Operation): string {
  const names = [...new Set(plan.stages.filter(isChanging).map(({ service }) => service))].slice(0, 3);
  const when = utcTime(startedAt).slice(0, 16).replace(':', '').replace(' ', '-');
  const what = names
    .join('-')
    .replaceAll(/[^A-Za-z0-9_-]+/g, '')
    .slice(0, 60);
  return `${['report', when, what].filter(Boolean).join('-')}.md`;
}

function circumstances({ plan, by, startedAt, outcome, id, continuedBy }: Operation): string {
  const until = outcome ? ` to ${utcClock(outcome.endedAt)} UTC` : ' UTC, and it is under way';
  return [
    `- By: ${escapeMarkdown(by) || 'unknown'}`,
    `- When: ${escapeMarkdown(`${utcTime(startedAt)}${until}`)}`,
    `- Where: stack ${escapeMarkdown(plan.stack)}, Docker context ${escapeMarkdown(plan.context)}`,
    `- Operation: ${escapeMarkdown(id)}`,
    ...(plan.refersTo === undefined ? [] : [`- Refers to: ${escapeMarkdown(plan.refersTo)}`]),
    ...(continuedBy === undefined ? [] : [`- Resumed as: ${escapeMarkdown(continuedBy)}`]),
  ].join('\n');
}

function planTable({ plan, outcome }: Operation): string {
  const count = (counts: Readonly<Record<string, number>>, name: string): string =>
    Object.hasOwn(counts, name) ? String(counts[name]) : 'unknown';
  const rows = Object.keys(plan.before).map((name) => [
    escapeMarkdown(titleIn(plan, name)),
    count(plan.before, name),
    count(plan.after, name),
    outcome ? count(outcome.counts, name) : 'under way',
  ]);
  const limits = plan.stages.flatMap((stage) => (stage.stage === 'set-connections' ? [stage] : []));
  return markdownTable(
    ['Service', 'Before', 'Planned', 'In the end'],
    [
      ...rows,
      ...limits.map(({ title, from, to }) => [`${escapeMarkdown(title)}, connections`, String(from), String(to), '']),
    ],
    [1, 2, 3],
  );
}

function planSentence({ plan }: Operation): string {
  const pace = plan.pace === 'gradual' ? 'Gradual' : 'Direct, each service in one step';
  return escapeMarkdown(`${pace}; expected to take up to ${duration(plan.expectedMs)}.`);
}

const verdictWords = { pass: '✔ pass', warn: '▲ warning', block: '✘ blocked' } as const satisfies Record<
  Verdict,
  string
>;
const rank = { block: 0, warn: 1, pass: 2 } as const satisfies Record<Verdict, number>;

function checks({ plan, overrides }: Operation): readonly string[] {
  const guards = [...allGuards(plan)].sort((a, b) => rank[a.guard.verdict] - rank[b.guard.verdict]);
  const rows = guards.map(({ title, guard }) => [
    verdictWords[guard.verdict],
    title === undefined ? 'all' : escapeMarkdown(title),
    escapeMarkdown(guardText(guard)),
  ]);
  return [
    '## Checks before it',
    rows.length > 0 ? markdownTable(['Result', 'Service', 'Finding'], rows) : 'None was needed.',
    ...(overrides.length > 0
      ? [
          'Overridden by a person:',
          overrides
            .map(({ guard, reason }) => `- ${escapeMarkdown(guard)}: ${escapeMarkdown(reason) || 'no reason given'}`)
            .join('\n'),
        ]
      : []),
  ];
}

function stepTable({ plan, stages }: Operation): string {
  const rows = plan.stages.flatMap((stage, index) => {
    const state = stages[index];
    if (!state) return [];
    const steps = isChanging(stage) ? state.steps.map((step) => stepCells(step, plan.stack)) : [];
    return [[`**${escapeMarkdown(stageWords(stage))}**`, ...stageCells(state)], ...steps];
  });
  return rows.length > 0 ? markdownTable(['Step', 'Began', 'Took', 'Result'], rows, [2]) : 'There was nothing to do.';
}

const stageCells = ({ phase, begunAt, endedAt }: StageState): readonly string[] => [
  begunAt === undefined ? '' : utcClock(begunAt),
  begunAt === undefined || endedAt === undefined ? '' : unbroken(escapeMarkdown(duration(endedAt - begunAt))),
  phaseWords[phase],
];

const stepVerbs = { create: 'create', start: 'start', remove: 'remove', restart: 'restart', update: 'update' } as const;
const stepWords = { begun: 'begun, its end not seen', done: 'done', failed: 'failed' } as const;

const stepCells = ({ kind, name, at, phase }: StageStep, project: string): readonly string[] => [
  `${stepVerbs[kind]} ${escapeMarkdown(shortName(name, project))}`,
  utcClock(at),
  '',
  stepWords[phase],
];

/** Metrics of each service, those of before first; what was not read at either time is unknown then. */
export function beforeAndAfter(operation: Operation): readonly string[] {
  const { before, outcome } = operation;
  // Once it has settled says more than the moment at which the last replica became ready.
  const after = operation.watch?.looks.find(({ measured }) => measured)?.measured ?? outcome?.after;
  if (!before && !after) return ['## Before and after', 'Nothing was measured.'];
  const when = [
    before ? `Before: ${utcTime(before.at)} UTC.` : 'Before: not measured.',
    after ? `After: ${utcTime(after.at)} UTC.` : isUnderWay(operation) ? '' : 'After: not measured.',
  ].filter(Boolean);
  const rows = servicesOf(before, after).flatMap(serviceRows);
  return [
    '## Before and after',
    escapeMarkdown(when.join(' ')),
    rows.length > 0
      ? markdownTable(['Service', 'Metric', 'Before', 'After', 'Change'], rows, [2, 3, 4])
      : 'No service was measured.',
  ];
}

function serviceRows(service: BeforeAndAfter<MeasuredService>): readonly (readonly string[])[] {
  const { of, was, is } = service;
  const ready = (seen: MeasuredService | undefined): string =>
    seen ? `${seen.ready}/${seen.replicas} ready` : 'unknown';
  const rows = [
    ['Replicas', ready(was), ready(is), was && is ? signed(is.replicas - was.replicas) : 'unknown'],
    ['Level', was?.level ?? 'unknown', is?.level ?? 'unknown', ''],
    ...figuresOf(service).map(({ of: { title, unit }, was: from, is: to }) => [
      title,
      figureAmount(from?.value, unit),
      figureAmount(to?.value, unit),
      figureChange(from?.value, to?.value, unit),
    ]),
  ];
  return rows.map((cells, index) =>
    [index === 0 ? of.title : '', ...cells].map((cell, column) =>
      column > 1 ? unbroken(escapeMarkdown(cell)) : escapeMarkdown(cell),
    ),
  );
}

const signed = (value: number): string => (value > 0 ? `+${value}` : value < 0 ? `−${-value}` : 'none');

function verificationOf(operation: Operation, verifications: readonly Verification[]): readonly string[] {
  const { verified } = operation;
  if (!verified) return [];
  const kept = verifications.find(({ id }) => id === verified.verificationId);
  return [
    '## Verification',
    // The figures before and after stand in a section of their own.
    ...(kept
      ? verificationParts({ ...kept, before: undefined, after: undefined }, { operation, runbook: undefined }, '###')
      : [escapeMarkdown(`${resultWords(verified).replace(/^./, (first) => first.toUpperCase())}.`)]),
  ];
}

function watch({ watch: watched }: Operation): readonly string[] {
  return watched ? ['## The time after it', ...watchMarkdown(watched)] : [];
}

function notes({ notes: written }: Operation): readonly string[] {
  if (written.length === 0) return [];
  const lines = written.map(
    ({ at, by, text }) => `- ${escapeMarkdown(`${utcTime(at)} UTC, ${by}`)}: ${escapeMarkdown(text)}`,
  );
  return ['## Notes', lines.join('\n')];
}
