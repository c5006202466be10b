import { bundledRunbook } from '../../../src/core/runbook/bundledRunbook.js';
import { factOf } from '../../../src/core/verification/fact.js';
import type { Verification, VerificationItem } from '../../../src/core/verification/verificationRun.js';
import type { VerificationPage } from '../../../src/protocol/verificationPage.js';
import { pageOf, type PageContext } from '../../../src/view/verification/pageOf.js';
import { figure, measuredService } from '../../unit/support/measured.js';
import { begunAt } from '../../unit/support/operations.js';
import { richOperation } from '../../unit/support/richOperation.js';
import { richVerification } from '../../unit/support/richVerification.js';
import { checkOf, made, plannedCheck, verificationWith } from '../../unit/support/verifications.js';

const context: PageContext = {
  now: begunAt + 60_000,
  zone: 'UTC',
  user: 'ana',
  operation: undefined,
  runbook: bundledRunbook,
  runsHere: true,
  mayRunAgain: true,
};

const services = (cpu: number, p95: number, waiting: number, level: 'normal' | 'critical') => [
  measuredService('backend', {
    title: 'Backend',
    figures: [figure('cpuAverage', cpu, level), { ...figure('p95', p95, level, 'ms'), title: 'p95' }],
  }),
  measuredService('pdf-worker', {
    title: 'PDF Worker',
    figures: [{ ...figure('jobsWaiting', waiting, level, 'jobs'), title: 'Waiting jobs' }],
  }),
];

/** A report that has ended, after an operation that was watched, with figures. */
export const endedPage = (changes: Partial<Verification> = {}): VerificationPage =>
  pageOf(
    richVerification({
      before: { at: begunAt - 60_000, services: services(84, 2400, 263, 'critical') },
      after: { at: begunAt + 12_000, services: services(46, 300, 12, 'normal') },
      ...changes,
    }),
    { ...context, operation: richOperation() },
  );

/** One that runs: so many of its three checks made. */
export function runningPage(madeSoFar: number): VerificationPage {
  const checks = [checkOf('replicas-healthy'), checkOf('health-url', 'fail', 'web'), checkOf('alerts', 'pass', '')];
  const items = checks.map((check, index): VerificationItem =>
    index < madeSoFar
      ? { phase: 'made', check }
      : { phase: index === madeSoFar ? 'running' : 'waiting', planned: plannedCheck(check.kind, check.service) },
  );
  return pageOf(verificationWith(items, { endedAt: undefined }), context);
}

/** The same three once all is over. */
export const afterRunning = (): VerificationPage =>
  pageOf(
    verificationWith(
      made(checkOf('replicas-healthy'), checkOf('health-url', 'fail', 'web'), checkOf('alerts', 'pass', '')),
    ),
    context,
  );

/** One of whose checks one is made anew, and how that came out. */
export const againPage = (phase: 'running' | 'pass'): VerificationPage => {
  const items: readonly VerificationItem[] = [
    phase === 'running'
      ? { phase, planned: plannedCheck('health-url', 'web') }
      : { phase: 'made', check: checkOf('health-url', 'pass', 'web') },
    ...made(checkOf('alerts', 'pass', '', { facts: [factOf('prometheus', 'pass', { value: 0 })] })),
  ];
  return pageOf(verificationWith(items), context);
};

/**
 * Texts of a page made into another; ids stay, by which the host knows its buttons.
 *
 * @param names of the fields to change; all of them where it is not given
 */
export function withTexts<T>(page: T, text: string, names?: readonly string[]): T {
  const kept = ['id', 'tone', 'again'];
  const change = (name: string, value: unknown): unknown => {
    if (Array.isArray(value)) return value.map((each) => change(name, each));
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, change(key, each)]));
    return typeof value === 'string' && (names?.includes(name) ?? !kept.includes(name)) ? text : value;
  };
  return change('', page) as T;
}
