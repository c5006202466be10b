import type { Watch } from '../../core/operation/operation.js';
import type { Zone } from '../../core/policy/schedule/zonedTime.js';
import type { Verification } from '../../core/verification/verificationRun.js';
import { overallVerdict } from '../../core/verification/verificationRun.js';
import type { PageButton } from '../../protocol/pageButton.js';
import type { PageProgress, Sentence, VerificationPage, WatchPart } from '../../protocol/verificationPage.js';
import { dashboardItems } from '../dashboardItems.js';
import { duration } from '../figures.js';
import { oneLine } from '../markdown.js';
import { labelled } from '../words/demoLabel.js';
import { clockTime, whenAt } from '../words/moments.js';
import { operationPlanTitle } from '../words/operation/operationPlanWords.js';
import { lookWords, watchWords } from '../words/operation/watchWords.js';
import { button } from '../pageButton.js';
import { checkRow, groupCount } from './checkRow.js';
import { groupTitles } from './checkGroups.js';
import { figureTable } from './figureTable.js';
import { groupedItems } from './groupedItems.js';
import type { ReportContext } from './markdownReport.js';
import { verdictTone } from './pageTone.js';
import { withShortNames } from './withShortNames.js';
import { progressWords, verificationSentence, verifiedSubject } from './verificationSentence.js';

/** Who looks at it, and when; and what this window can do about it. */
export interface PageContext extends ReportContext {
  readonly now: number;
  readonly zone: Zone;
  /** As in the journal. */
  readonly user: string;
  /** It runs in this window, so that it can be cancelled here. */
  readonly runsHere: boolean;
  readonly mayRunAgain: boolean;
  /** What a diagnosis of the failure came to, in a sentence or two; undefined where none was made. */
  readonly cause?: string | undefined;
}

/** Buttons of the report as a whole. */
export const pageButtons = [
  'cancel',
  'verify-again',
  'show-diagnosis',
  'export-markdown',
  'export-junit',
  'show-operation',
  'open-dashboard',
] as const;
export type PageButtonId = (typeof pageButtons)[number];

/** The report of a verification, ready to show. */
export function pageOf(asMade: Verification, context: PageContext): VerificationPage {
  const verification = withShortNames(asMade);
  const isRunning = verification.endedAt === undefined;
  return {
    title: labelled(verification.context, `Verification of ${verifiedSubject(verification)}`),
    summary: {
      tone: isRunning ? 'running' : verdictTone(overallVerdict(verification)),
      text: labelled(verification.context, verificationSentence(verification)),
    },
    circumstances: circumstances(verification, context),
    progress: isRunning ? progressOf(verification, context.now) : undefined,
    buttons: buttons(verification, context),
    groups: groupedItems(verification).map(({ group, items }) => ({
      id: group,
      title: groupTitles[group],
      count: groupCount(items),
      checks: items.map((item) => checkRow(item, context.mayRunAgain && !isRunning)),
    })),
    figures: figureTable(verification, context.runbook, context.zone),
    watch: context.operation?.watch && watchPart(context.operation.watch, context.zone),
  };
}

function circumstances(
  verification: Verification,
  { now, zone, user, operation, cause }: PageContext,
): readonly string[] {
  const { stack, context, by, startedAt, endedAt, request } = verification;
  const who = by === user ? 'you' : oneLine(by) || 'unknown';
  const took = endedAt === undefined ? '' : `, in ${duration(endedAt - startedAt)}`;
  const when = whenAt(startedAt, now, zone);
  return [
    ...(cause === undefined ? [] : [`Diagnosis: ${cause}`]),
    `${when.charAt(0).toUpperCase()}${when.slice(1)}${took}, by ${who}`,
    `Stack ${oneLine(stack)}, Docker context ${oneLine(context)}`,
    ...(operation ? [`After ${operationPlanTitle(operation.plan)}`] : []),
    ...(request.pace === 'quick' ? ['Quick: replicas, counts, health URLs and error rates alone'] : []),
  ];
}

function progressOf(verification: Verification, now: number): PageProgress {
  const made = verification.checks.filter(({ phase }) => phase === 'made').length;
  return {
    made,
    total: verification.checks.length,
    text: `${progressWords(verification)}, ${duration(now - verification.startedAt)}`,
  };
}

function buttons(
  { endedAt }: Verification,
  { runsHere, operation, runbook, cause }: PageContext,
): readonly PageButton[] {
  const own = (id: PageButtonId, title: string, isFirst = false): PageButton => button(id, title, title, isFirst);
  if (endedAt === undefined) return runsHere ? [own('cancel', 'Cancel')] : [];
  return [
    own('verify-again', 'Verify Again', true),
    ...(cause === undefined ? [] : [own('show-diagnosis', 'Show Diagnosis')]),
    own('export-markdown', 'Export as Markdown…'),
    own('export-junit', 'Export as JUnit XML…'),
    ...(operation ? [own('show-operation', 'Show Operation')] : []),
    ...(dashboardItems(runbook?.dashboards ?? []).length > 0 ? [own('open-dashboard', 'Open Dashboard…')] : []),
  ];
}

const watchTones = { calm: 'pass', worse: 'warning', unknown: 'unknown', 'ended-early': 'unknown' } as const;

function watchPart(watch: Watch, zone: Zone): WatchPart {
  const sentence: Sentence = {
    tone: watch.verdict === undefined ? 'running' : watchTones[watch.verdict],
    text: watchWords(watch, clockTime(watch.until, zone)),
  };
  const looks = watch.looks.map((look) => ({
    time: clockTime(look.at, zone),
    tone:
      look.worsened.length > 0
        ? ('warning' as const)
        : look.blind.length > 0
          ? ('unknown' as const)
          : ('pass' as const),
    text: lookWords(look),
  }));
  return { title: 'The time after it', sentence, looks };
}
