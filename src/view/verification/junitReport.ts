import type { Check } from '../../core/verification/check.js';
import type { Verification, VerificationItem } from '../../core/verification/verificationRun.js';
import { plannedOf } from '../../core/verification/plannedOf.js';
import { overallVerdict } from '../../core/verification/verificationRun.js';
import { adviceFor } from './checkAdvice.js';
import { checkEvidence } from './checkEvidence.js';
import { groupTitles } from './checkGroups.js';
import { checkSubject, checkTitle } from './checkTitles.js';
import { factText } from './factText.js';
import { groupedItems, type GroupedItems } from './groupedItems.js';
import { verificationSentence, verifiedSubject } from './verificationSentence.js';
import { withShortNames } from './withShortNames.js';
import { xmlText } from './xmlText.js';

/** What a check is to whoever reads test results. */
type Outcome = 'passed' | 'failure' | 'error' | 'skipped';

/**
 * As JUnit has it, for a pipeline. A failure is a `failure`, of a recommended check too. What could not be told is never a pass: of a required check it
 * is an `error`, of a recommended one, which decides nothing, it is `skipped`.
 */
export function junitReport(asMade: Verification): string {
  const verification = withShortNames(asMade);
  const { startedAt, endedAt, checks } = verification;
  const subject = verifiedSubject(verification);
  const suites = groupedItems(verification);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${xmlText(`Verification of ${subject}`)}" ${counts(checks)} time="${seconds((endedAt ?? startedAt) - startedAt)}">`,
    ...suites.flatMap((suite) => suiteLines(suite, verification)),
    '</testsuites>',
    '',
  ].join('\n');
}

function suiteLines({ group, items }: GroupedItems, verification: Verification): readonly string[] {
  const { startedAt, context, stack, request } = verification;
  const took = items.reduce((sum, item) => sum + (item.phase === 'made' ? item.check.tookMs : 0), 0);
  const properties: Readonly<Record<string, string>> = {
    verdict: overallVerdict(verification),
    summary: verificationSentence(verification),
    stack,
    context,
    pace: request.pace,
  };
  return [
    `  <testsuite name="${xmlText(groupTitles[group])}" ${counts(items)} time="${seconds(took)}" timestamp="${new Date(startedAt).toISOString().slice(0, 19)}">`,
    '    <properties>',
    ...Object.entries(properties).map(([name, value]) => `      <property name="${name}" value="${xmlText(value)}"/>`),
    '    </properties>',
    ...items.flatMap((item) => caseLines(item, stack)),
    '  </testsuite>',
  ];
}

function caseLines(item: VerificationItem, stack: string): readonly string[] {
  const planned = plannedOf(item);
  const subject = checkSubject(planned) || stack;
  const took = item.phase === 'made' ? item.check.tookMs : 0;
  const head = `    <testcase classname="${xmlText(subject)}" name="${xmlText(checkTitle(planned))}" time="${seconds(took)}"`;
  const outcome = outcomeOf(item);
  if (item.phase !== 'made') return [`${head}>`, `      <${outcome} message="It was not made."/>`, '    </testcase>'];
  const { check } = item;
  const evidence = `      <system-out>${xmlText(facts(check))}</system-out>`;
  if (outcome === 'passed') return [`${head}>`, evidence, '    </testcase>'];
  const message = xmlText(checkEvidence(check));
  const type = outcome === 'skipped' ? '' : ` type="${check.necessity}"`;
  const advice = xmlText(adviceFor(check).text);
  return [
    `${head}>`,
    `      <${outcome} message="${message}"${type}>${advice}</${outcome}>`,
    evidence,
    '    </testcase>',
  ];
}

const facts = (check: Check): string =>
  check.verdict === 'pass' || check.facts.length > 0
    ? [checkEvidence(check), ...check.facts.map((fact) => `${fact.verdict}: ${factText(check.kind, fact)}`)].join('\n')
    : checkEvidence(check);

function outcomeOf(item: VerificationItem): Outcome {
  const verdict = item.phase === 'made' ? item.check.verdict : 'unknown';
  if (verdict === 'pass') return 'passed';
  if (verdict === 'fail') return 'failure';
  return plannedOf(item).necessity === 'required' ? 'error' : 'skipped';
}

function counts(items: readonly VerificationItem[]): string {
  const of = (outcome: Outcome): number => items.filter((item) => outcomeOf(item) === outcome).length;
  return `tests="${items.length}" failures="${of('failure')}" errors="${of('error')}" skipped="${of('skipped')}"`;
}

const seconds = (ms: number): string => (Math.max(0, ms) / 1000).toFixed(3);
