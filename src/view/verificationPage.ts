import {
  overallVerdict,
  type Check,
  type CheckVerdict,
  type VerificationReport,
  type Wanted,
} from '../core/verification/verification.js';
import { count, duration, list } from './figures.js';
import { escapeMarkdown, markdownTable, oneLine } from './markdown.js';
import { demoNote } from './words/demoLabel.js';

const verdictWords = { pass: '✔ pass', fail: '✘ fail', unknown: '? could not tell' } as const satisfies Record<
  CheckVerdict,
  string
>;

/** `Verified: 7 of 7 checks pass`, or what does not. */
export function verificationSummary({ stack: name, checks }: VerificationReport): string {
  const stack = oneLine(name);
  const of = (verdict: CheckVerdict): number => checks.filter((check) => check.verdict === verdict).length;
  switch (overallVerdict(checks)) {
    case 'pass':
      return `${stack} is verified: all ${count(checks.length, 'check')} pass.`;
    case 'fail':
      return `${stack} is not verified: ${of('fail')} of ${count(checks.length, 'check')} failed.`;
    case 'unknown':
      return `${stack} is not verified: ${of('unknown')} of ${count(checks.length, 'check')} could not be told.`;
  }
}

/** The report as a Markdown page. Names, addresses and errors in it are escaped. */
export function verificationPage(report: VerificationReport): string {
  const rows = report.checks.map((check) => [
    verdictWords[check.verdict],
    escapeMarkdown(check.service),
    checkTitle(check),
    evidence(check),
  ]);
  const failures = report.checks.filter((check) => check.verdict !== 'pass');
  return [
    `# Verification of ${escapeMarkdown(report.stack)}`,
    ...demoNote(report.context),
    `**${escapeMarkdown(verificationSummary(report))}**`,
    `Docker context ${escapeMarkdown(report.context)}, ${new Date(report.startedAt).toISOString().replace('T', ' ').slice(0, 19)} UTC, in ${took(report.endedAt - report.startedAt)}.`,
    ...(failures.length > 0 ? ['## What to do', failures.map((check) => `- ${remedy(check)}`).join('\n')] : []),
    markdownTable(['Result', 'Service', 'Check', 'Evidence'], rows),
    '',
  ].join('\n\n');
}

function checkTitle(check: Check): string {
  switch (check.check) {
    case 'replicas-healthy':
      return 'Every replica runs and is healthy';
    case 'count-as-wanted':
      return 'As many replicas as wanted';
    case 'health-url':
      return `${escapeMarkdown(check.url)} answers 200`;
  }
}

function evidence(check: Check): string {
  switch (check.check) {
    case 'replicas-healthy': {
      const troubled = check.troubled.map(({ name, state }) => `${escapeMarkdown(name)} is ${escapeMarkdown(state)}`);
      const word = check.withoutHealthCheck ? 'running, without a health check' : 'healthy';
      return [`${check.ready} of ${check.total} ${word}`, ...troubled].join('; ');
    }
    case 'count-as-wanted':
      return `${check.running} running, ${wantedWords(check.wanted)}`;
    case 'health-url':
      return check.status === undefined
        ? escapeMarkdown(check.problem)
        : `status ${check.status} in ${Math.round(check.durationMs ?? 0)} ms${averageWords(check.averageBelowMs)}`;
  }
}

const averageWords = (boundMs: number | undefined): string =>
  boundMs === undefined ? '' : ` on average, ${boundMs} ms allowed`;

function wantedWords(wanted: Wanted): string {
  if (wanted.by === 'operation') return `${wanted.count} wanted since the last operation`;
  return wanted.by === 'runbook' ? `${wanted.min} to ${wanted.max} allowed by the runbook` : 'no count wanted';
}

function remedy(check: Check): string {
  const service = `**${escapeMarkdown(check.service)}**`;
  switch (check.check) {
    case 'replicas-healthy':
      return check.total === 0
        ? `${service} has no replica: scale it to its baseline.`
        : `${service}: look at the logs of ${list(check.troubled.map(({ name }) => escapeMarkdown(name)))}, then restart it.`;
    case 'count-as-wanted':
      return `${service}: somebody or something changed the count; scale it to what it should be.`;
    case 'health-url':
      return check.status === undefined
        ? `${service}: see that the load balancer runs and publishes this port.`
        : check.status === 200
          ? `${service}: it answers too slowly; Explain Decision says what it waits for.`
          : `${service}: look at its logs for why it answers ${check.status}.`;
  }
}

const took = (ms: number): string => (ms < 1000 ? 'under a second' : duration(ms));
