import { limitsOf, runbookService, type Runbook } from '../runbook/runbook.js';
import { isFinishedJob, isReady } from '../policy/condition.js';
import type { Service } from '../stack/stack.js';

/** `unknown` is what could not be told; it never counts as a pass. */
export type CheckVerdict = 'pass' | 'fail' | 'unknown';

export type Check =
  | {
      readonly check: 'replicas-healthy';
      readonly service: string;
      readonly verdict: CheckVerdict;
      readonly ready: number;
      readonly total: number;
      readonly withoutHealthCheck: boolean;
      readonly troubled: readonly { readonly name: string; readonly state: string }[];
    }
  | {
      readonly check: 'count-as-wanted';
      readonly service: string;
      readonly verdict: CheckVerdict;
      readonly running: number;
      readonly wanted: Wanted;
    }
  | {
      readonly check: 'health-url';
      readonly service: string;
      readonly verdict: CheckVerdict;
      readonly url: string;
      readonly status: number | undefined;
      /** On average of the answers; undefined where there was none. */
      readonly durationMs: number | undefined;
      /** How fast the runbook wants it on average, ms; undefined where it does not say. */
      readonly averageBelowMs: number | undefined;
      readonly problem: string;
    };

/** How many replicas there should be: as last set here, else anything that the runbook allows. */
export type Wanted =
  | { readonly by: 'operation'; readonly count: number }
  | { readonly by: 'runbook'; readonly min: number; readonly max: number }
  | { readonly by: 'nobody' };

export interface VerificationReport {
  readonly stack: string;
  readonly context: string;
  /** Wall time, ms. */
  readonly startedAt: number;
  readonly endedAt: number;
  readonly checks: readonly Check[];
}

export function wantedFor(service: string, runbook: Runbook, lastSet: number | undefined): Wanted {
  if (lastSet !== undefined) return { by: 'operation', count: lastSet };
  const limits = runbookService(runbook, service) && limitsOf(runbook, service);
  return limits ? { by: 'runbook', min: limits.min, max: limits.max } : { by: 'nobody' };
}

/** The checks that need nothing but the snapshot. */
export function replicaChecks(service: Service, wanted: Wanted): readonly Check[] {
  if (wanted.by === 'nobody' && isFinishedJob(service)) return [];
  const ready = service.replicas.filter(isReady);
  const running = service.replicas.filter((replica) => replica.state === 'running').length;
  const healthy: Check = {
    check: 'replicas-healthy',
    service: service.name,
    verdict: ready.length > 0 && ready.length === service.replicas.length ? 'pass' : 'fail',
    ready: ready.length,
    total: service.replicas.length,
    withoutHealthCheck: ready.some((replica) => replica.health === 'none'),
    troubled: service.replicas
      .filter((replica) => !isReady(replica))
      .map(({ name, state, health }) => ({ name, state: state === 'running' ? health : state })),
  };
  return wanted.by === 'nobody'
    ? [healthy]
    : [
        healthy,
        { check: 'count-as-wanted', service: service.name, verdict: countVerdict(running, wanted), running, wanted },
      ];
}

function countVerdict(running: number, wanted: Exclude<Wanted, { by: 'nobody' }>): CheckVerdict {
  if (wanted.by === 'operation') return running === wanted.count ? 'pass' : 'fail';
  return running >= wanted.min && running <= wanted.max ? 'pass' : 'fail';
}

/** The report's verdict: one failure fails it, and what could not be told keeps it from passing. */
export function overallVerdict(checks: readonly Check[]): CheckVerdict {
  if (checks.some((check) => check.verdict === 'fail')) return 'fail';
  return checks.length === 0 || checks.some((check) => check.verdict === 'unknown') ? 'unknown' : 'pass';
}
