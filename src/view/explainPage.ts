import type { CalendarState } from '../core/policy/schedule/calendarState.js';
import { outlook } from '../core/policy/schedule/outlook.js';
import { outlookLine } from './scheduleText.js';
import { compareLevels } from '../core/policy/level.js';
import type { ServiceStatus } from '../core/policy/serviceStatus.js';
import type { Signal } from '../core/policy/signal.js';
import type { Refusal } from '../core/policy/decision.js';
import { runbookService, titleOf, type Runbook } from '../core/runbook/runbook.js';
import { capitalised, count, duration } from './figures.js';
import { escapeMarkdown, markdownTable, safeUrl, unbroken } from './markdown.js';
import { demoNote } from './words/demoLabel.js';
import { decisionSentence, stateTitles, unknownRules } from './words/policy/decisionWords.js';
import { amount, boundText } from './words/policy/metricWords.js';
import { reasonText } from './words/policy/reasonWords.js';
import { refusalText } from './words/operation/refusalWords.js';

/**
 * Why a service has the decision that it has, as a Markdown page: what was seen, what it means, what would change it.
 *
 * @param context the Docker context's name, where one is connected to
 */
export function explainPage(
  stack: string,
  status: ServiceStatus,
  runbook: Runbook,
  calendar: CalendarState,
  now: number,
  context?: string,
): string {
  const { service, decision, signals } = status;
  const title = escapeMarkdown(titleOf(runbook, service.name));
  const heading = `# Decision on ${title}`;
  const where = `Stack ${escapeMarkdown(stack)}, ${escapeMarkdown(rulesIn(runbook))}, ${escapeMarkdown(new Date(now).toISOString().replace('T', ' ').slice(0, 19))} UTC.`;
  if (!decision) {
    return [
      heading,
      ...demoNote(context),
      `**Nothing is known of ${title} yet: no reading has come in.**`,
      where,
      '',
    ].join('\n\n');
  }
  return [
    heading,
    ...demoNote(context),
    `**${escapeMarkdown(decisionSentence(service.name, decision, runbook, now, unknownRules(status)))}**`,
    where,
    '## What was seen',
    signals.length > 0 ? signalTable(signals) : 'No rule of the runbook looks at this service.',
    ...unknowns(signals),
    '## What it means',
    meaning(status, runbook, now),
    '## What holds it back, and what would change it',
    refusals(decision.refusals, runbook, now),
    ...limits(status, runbook),
    ...coming(runbook, calendar, now),
    ...links(runbook),
    '',
  ].join('\n\n');
}

const rulesIn = (runbook: Runbook): string =>
  ({
    bundled: "the team's bundled runbook",
    file: 'the runbook file of this workspace',
    default: 'the default rules, since no runbook describes this stack',
  })[runbook.origin];

function signalTable(signals: readonly Signal[]): string {
  // The worst first; within a level in the runbook's order.
  const ordered = [...signals].sort((a, b) => compareLevels(b.level, a.level));
  const rows = ordered.map((signal) => {
    const { rule, metric, level, forMs, ageMs, source } = signal;
    return [
      ...[rule.title, amount(signal.value, metric.unit)].map(short),
      boundCell(signal, 'warning'),
      boundCell(signal, 'critical'),
      `${level === 'normal' ? 'normal' : `**${level}**`}${phaseNote(signal)}`,
      forMs === undefined ? '' : short(duration(forMs)),
      readFrom(source, ageMs),
    ];
  });
  return markdownTable(['Rule', 'Now', 'Warning', 'Critical', 'Level', 'For', 'Read from'], rows, [1, 2, 3]);
}

const short = (text: string): string => unbroken(escapeMarkdown(text));

/** A hold may stand below its bound: both in one line would push the table out of the page. */
function boundCell({ rule, metric }: Signal, level: 'warning' | 'critical'): string {
  const [bound = '', hold] = boundText(rule, level, metric.unit).split(' for ');
  return hold === undefined ? short(bound) : `${short(bound)} ${short(`for ${hold}`)}`;
}

/** Without the scheme, which would make a link of an address that is no page. */
function readFrom(source: string, ageMs: number | undefined): string {
  const place = escapeMarkdown(source.replace(/^https?:\/\//, ''));
  return source === '' || ageMs === undefined ? place : `${place}, ${short(`${duration(ageMs)} ago`)}`;
}

function phaseNote({ phase, projected, metric, flapping, evidence }: Signal): string {
  const notes = [
    {
      steady: '',
      'pending-warning': 'on the way to warning',
      'pending-critical': 'on the way to critical',
      recovering: 'recovering',
    }[phase],
    projected === undefined ? '' : `rising, ${escapeMarkdown(amount(projected, metric.unit))} in ten minutes`,
    flapping ? 'changes often' : '',
    evidence === 'stale' ? 'readings are late' : evidence === 'sparse' ? 'too few readings' : '',
  ].filter(Boolean);
  return notes.length > 0 ? `, ${notes.join(', ')}` : '';
}

function unknowns(signals: readonly Signal[]): readonly string[] {
  const unknown = signals.filter(({ level, problem }) => level === 'unknown' && problem !== '');
  const lines = [
    ...new Map(
      unknown.map(({ metric, problem }) => [
        metric.id,
        `- ${escapeMarkdown(metric.title)}: ${escapeMarkdown(problem)}`,
      ]),
    ).values(),
  ];
  return lines.length === 0 ? [] : ['Not known, and why:', lines.join('\n')];
}

function meaning({ decision, condition }: ServiceStatus, runbook: Runbook, now: number): string {
  if (!decision) return '';
  const lines = [
    `State: **${stateTitles[decision.state]}**, for ${duration(decision.forMs)}`,
    `Replicas: ${condition.total}, ${condition.ready} of them ready`,
    ...(decision.wanted && !decision.recommendation
      ? [`The rules come to ${count(decision.wanted.target, 'replica')}, which is not recommended now`]
      : []),
    ...(decision.recommendation?.reasons ?? decision.wanted?.reasons ?? []).map((reason) =>
      escapeMarkdown(capitalised(reasonText(reason, runbook, now))),
    ),
  ];
  return lines.map((line) => `- ${line}`).join('\n');
}

function refusals(all: readonly Refusal[], runbook: Runbook, now: number): string {
  if (all.length === 0) return 'Nothing holds it back.';
  return all.map((refusal) => `- ${escapeMarkdown(capitalised(refusalText(refusal, runbook, now)))}`).join('\n');
}

const shownAhead = 3;

/** The schedule speaks before its time. */
function coming(runbook: Runbook, calendar: CalendarState, now: number): readonly string[] {
  const lines = outlook(runbook, calendar, now)
    .slice(0, shownAhead)
    .map((entry) => `- ${escapeMarkdown(outlookLine(runbook, entry, now))}`);
  return lines.length === 0 ? [] : ['## What is coming', lines.join('\n')];
}

function limits({ service }: ServiceStatus, runbook: Runbook): readonly string[] {
  const entry = runbookService(runbook, service.name);
  if (!entry) return [];
  const pool =
    entry.connectionsPerReplica === undefined
      ? ''
      : ` Each replica may open ${entry.connectionsPerReplica} database connections.`;
  return [`The runbook allows ${entry.min} to ${entry.max} replicas; ${entry.baseline} is the baseline.${pool}`];
}

function links({ dashboards, contacts }: Runbook): readonly string[] {
  const parts: string[] = [];
  if (dashboards.length > 0) {
    const lines = dashboards.map(({ title, url }) => `- ${escapeMarkdown(title)}: <${safeUrl(url)}>`);
    parts.push('## Dashboards', lines.join('\n'));
  }
  if (contacts.length > 0) {
    const lines = contacts.map(({ role, contact }) => `- ${escapeMarkdown(role)}: ${escapeMarkdown(contact)}`);
    parts.push('## Contacts', lines.join('\n'));
  }
  return parts;
}
