import type { Check } from '../../core/verification/check.js';
import type { Operation } from '../../core/operation/operation.js';
import type { Runbook } from '../../core/runbook/runbook.js';
import type { Verification, VerificationItem } from '../../core/verification/verificationRun.js';
import { duration } from '../figures.js';
import { dashboardItems } from '../dashboardItems.js';
import { escapeMarkdown, markdownTable, unbroken } from '../markdown.js';
import { demoNote } from '../words/demoLabel.js';
import { utcTime } from '../words/moments.js';
import { figureAmount } from '../words/policy/metricWords.js';
import { operationPlanTitle } from '../words/operation/operationPlanWords.js';
import { watchMarkdown } from '../words/operation/watchMarkdown.js';
import { adviceFor } from './checkAdvice.js';
import { checkEvidence } from './checkEvidence.js';
import { groupTitles } from './checkGroups.js';
import { checkSubject, checkTitle, fullTitle } from './checkTitles.js';
import { factText } from './factText.js';
import { comparedFigures, comparedWords } from './figureComparison.js';
import { groupedItems } from './groupedItems.js';
import { withShortNames } from './withShortNames.js';
import { verdictWords, verificationSentence, verifiedSubject } from './verificationSentence.js';

const marks = { pass: '✔', fail: '✘', unknown: '?' } as const;

/** What is known beside the verification itself. */
export interface ReportContext {
  /** The one that it proves, where the journal knows it. */
  readonly operation: Operation | undefined;
  readonly runbook: Runbook | undefined;
}

/** A verification as a Markdown page for people who were not there. Times are by UTC. */
export function markdownReport(verification: Verification, context: ReportContext): string {
  return [
    `# Verification of ${escapeMarkdown(verifiedSubject(verification))}`,
    ...demoNote(verification.context),
    ...verificationParts(verification, context, '##'),
    ...(context.operation?.watch ? ['## The time after it', ...watchMarkdown(context.operation.watch)] : []),
    '',
  ].join('\n\n');
}

/** The same without its title, for a page that has more in it. */
export function verificationParts(
  asMade: Verification,
  context: ReportContext,
  heading: '##' | '###',
): readonly string[] {
  const verification = withShortNames(asMade);
  const made = verification.checks.flatMap((item) => (item.phase === 'made' ? [item.check] : []));
  const todo = made.flatMap(todoLine);
  return [
    `**${escapeMarkdown(verificationSentence(verification))}**`,
    circumstances(verification, context).join('\n'),
    ...(todo.length > 0
      ? [
          `${heading} What to do`,
          'A verification repairs nothing; each of these is for a person to decide.',
          todo.join('\n'),
        ]
      : []),
    `${heading} Checks`,
    checkTable(verification),
    ...details(made, heading),
    ...figures(verification, context, heading),
    ...dashboards(context, heading),
  ];
}

/** `verification-2026-11-25-1402-pdf-worker.md`: what a file system may not have in a name is left out. */
export function verificationFileName(verification: Verification, ending: 'md' | 'xml'): string {
  const when = utcTime(verification.startedAt).slice(0, 16).replace(':', '').replace(' ', '-');
  const names = verification.request.services.slice(0, 3);
  const what = (names.length > 0 ? names.join('-') : verification.stack)
    .replaceAll(/[^A-Za-z0-9_-]+/g, '')
    .slice(0, 60);
  return `${['verification', when, what].filter(Boolean).join('-')}.${ending}`;
}

function circumstances(verification: Verification, { operation }: ReportContext): readonly string[] {
  const { stack, context, by, startedAt, endedAt, request } = verification;
  const took = endedAt === undefined ? ', and it is under way' : `, in ${duration(endedAt - startedAt)}`;
  return [
    `- When: ${escapeMarkdown(`${utcTime(startedAt)} UTC${took}`)}`,
    `- By: ${escapeMarkdown(by) || 'unknown'}`,
    `- Where: stack ${escapeMarkdown(stack)}, Docker context ${escapeMarkdown(context)}`,
    ...(request.pace === 'quick' ? ['- Quick: replicas, counts, health URLs and error rates alone'] : []),
    ...(operation ? [`- After: ${escapeMarkdown(operationPlanTitle(operation.plan))}`] : []),
  ];
}

function dashboards({ runbook }: ReportContext, heading: string): readonly string[] {
  const lines = dashboardItems(runbook?.dashboards ?? []).map(
    ({ label, url }) => `- ${escapeMarkdown(label)}: <${url}>`,
  );
  return lines.length > 0 ? [`${heading} Dashboards`, lines.join('\n')] : [];
}

function todoLine(check: Check): readonly string[] {
  const { text } = adviceFor(check);
  if (check.verdict === 'pass' || text === '') return [];
  const recommended = check.necessity === 'recommended' ? ' (recommended)' : '';
  return [
    `- **${escapeMarkdown(fullTitle(check))}**${recommended}: ${escapeMarkdown(ended(checkEvidence(check)))} ${escapeMarkdown(text)}`,
  ];
}

const ended = (sentence: string): string => (/[.?!…]$/.test(sentence) ? sentence : `${sentence}.`);

function checkTable(verification: Verification): string {
  const rows = groupedItems(verification).flatMap(({ group, items }) =>
    items.map((item, index) => [index === 0 ? `**${groupTitles[group]}**` : '', ...itemCells(item)]),
  );
  if (rows.length === 0) return 'There was nothing to check.';
  return markdownTable(['Section', 'Result', 'Check', 'Of', 'Evidence', 'Took'], rows, [5]);
}

function itemCells(item: VerificationItem): readonly string[] {
  if (item.phase !== 'made') {
    const { planned } = item;
    return ['– not made', escapeMarkdown(checkTitle(planned)), escapeMarkdown(checkSubject(planned)), '', ''];
  }
  const { check } = item;
  const recommended = check.necessity === 'recommended' ? ', recommended' : '';
  return [
    `${marks[check.verdict]} ${verdictWords[check.verdict]}${recommended}`,
    escapeMarkdown(checkTitle(check)),
    escapeMarkdown(checkSubject(check)),
    escapeMarkdown(checkEvidence(check)),
    unbroken(escapeMarkdown(figureAmount(check.tookMs, 'ms'))),
  ];
}

/** Each fact of what does not pass; of what passes the line in the table is enough. */
function details(checks: readonly Check[], heading: '##' | '###'): readonly string[] {
  const parts = checks
    .filter(({ verdict, facts }) => verdict !== 'pass' && facts.length > 1)
    .map((check) => {
      const lines = check.facts.map((fact) => `- ${marks[fact.verdict]} ${escapeMarkdown(factText(check.kind, fact))}`);
      return `${escapeMarkdown(fullTitle(check))}:\n\n${lines.join('\n')}`;
    });
  return parts.length === 0 ? [] : [`${heading} In detail`, ...parts];
}

function figures(
  { before, after }: Verification,
  { runbook }: ReportContext,
  heading: '##' | '###',
): readonly string[] {
  const compared = comparedFigures(before, after, runbook);
  if (compared.length === 0) return [];
  const rows = compared.map((figure, index) => [
    figure.service === compared[index - 1]?.service ? '' : escapeMarkdown(figure.service),
    escapeMarkdown(figure.metric),
    ...[...comparedWords(figure), figure.bound === undefined ? '' : figureAmount(figure.bound, figure.unit)].map(
      (cell) => unbroken(escapeMarkdown(cell)),
    ),
  ]);
  return [
    `${heading} Before and after`,
    markdownTable(['Service', 'Metric', 'Before', 'After', 'Change', 'Warning from'], rows, [2, 3, 4, 5]),
  ];
}
