import { isMeasuredOf, runbookService, type Runbook } from '../../runbook/runbook.js';
import { madeChecks } from '../../verification/verificationRun.js';
import type { Check, CheckKind } from '../../verification/check.js';
import type { Fact } from '../../verification/fact.js';
import { judgeReplicas } from '../../verification/judge/replicas.js';
import { nothing, type Finding } from './finding.js';
import { directionOf, type RunGround } from './ground.js';
import { hasAllReplicas } from './hasAllReplicas.js';

const rank = { fail: 2, unknown: 1, pass: 0 } as const;

/**
 * What the newest verification says by its checks of one kind: the worst of them.
 *
 * @param judge what is made of each of them
 */
export function byVerification(
  kind: CheckKind,
  ground: RunGround,
  judge: (check: Check) => Check = (check) => check,
): Finding {
  // Of a run that is to change a count, it proves the change: before that it would prove nothing.
  if (!ground.operation && directionOf(ground)) return nothing('not-yet', 'no-operation');
  const live = kind === 'replicas-healthy' ? replicasNow(ground) : undefined;
  if (live) return live;
  const { verifications, services } = ground;
  const names = new Set(services.map(({ status }) => status.service.name));
  for (const verification of verifications) {
    const checks = madeChecks(verification).filter(
      (check) => check.kind === kind && (check.service === '' || names.has(check.service)),
    );
    const [worst, ...others] = checks.map(judge).sort((a, b) => rank[b.verdict] - rank[a.verdict]);
    const at = verification.endedAt ?? verification.startedAt;
    if (worst) return { verdict: worst.verdict, evidence: { of: 'check', check: worst, others: others.length, at } };
    if (verification.endedAt === undefined) return nothing('not-yet', 'verifying');
    if (verification.request.pace === 'full') return nothing('not-needed', 'not-in-suite');
  }
  return nothing('not-yet', 'not-verified');
}

/** As much slower is chance: the times are of forty requests. */
const chance = 1.1;

/** A check of response times that passes fails where they were better before, even below their bounds. */
function judgeByBefore(check: Check): Check {
  if (check.verdict !== 'pass') return check;
  const isSlower = ({ value, before }: Fact): boolean =>
    value !== undefined && before !== undefined && value > before * chance;
  const facts = check.facts.map((fact): Fact => (isSlower(fact) ? { ...fact, verdict: 'fail' } : fact));
  return facts.some(({ verdict }) => verdict === 'fail') ? { ...check, verdict: 'fail', facts } : check;
}

/** Where nobody knows how it was before, the bounds alone are judged, and that is said. */
export function noSlower(ground: RunGround): Finding {
  const finding = byVerification('response-time', ground, judgeByBefore);
  const { evidence, verdict } = finding;
  if (verdict !== 'pass' || evidence.of !== 'check') return finding;
  if (evidence.check.facts.some(({ before }) => before !== undefined)) return finding;
  return { verdict, evidence: { of: 'several', evidences: [evidence, { of: 'nothing', why: 'before-unknown' }] } };
}

/** The engine tells that at any time: no verification is needed for it, and what has changed since one is seen. */
function replicasNow({ services, operation, stack }: RunGround): Finding | undefined {
  const checks = services.map(({ status: { service } }): Check => ({
    id: `replicas-healthy ${service.name}`,
    kind: 'replicas-healthy',
    service: service.name,
    title: service.name,
    necessity: 'required',
    timeoutMs: 0,
    at: 0,
    tookMs: 0,
    ...judgeReplicas(service, []),
  }));
  const [worst, ...others] = [...checks].sort((a, b) => rank[b.verdict] - rank[a.verdict]);
  if (!worst) return undefined;
  // Those that are there say nothing of those that are still to come.
  if (worst.verdict === 'pass' && operation && !hasAllReplicas(stack, operation.plan))
    return { verdict: 'not-yet', evidence: { of: 'replicas', operation } };
  const isUnderWay = operation !== undefined && operation.outcome === undefined;
  const verdict = worst.verdict !== 'unknown' && isUnderWay ? 'not-yet' : worst.verdict;
  return { verdict, evidence: { of: 'check', check: worst, others: others.length, at: 0 } };
}

/** Whether a service of the run has connections to the database. */
export const opensConnections = ({ services, runbook }: RunGround): boolean =>
  services.some(({ status }) => runbookService(runbook, status.service.name)?.connectionsPerReplica !== undefined);

/** Whether a service of the run works on a queue. */
export const hasQueue = ({ services, runbook }: RunGround): boolean =>
  services.some(({ status }) => queued(runbook, status.service.name));

const queued = (runbook: Runbook, service: string): boolean =>
  runbook.metrics.some((metric) => metric.group === 'queue' && isMeasuredOf(metric, service));
