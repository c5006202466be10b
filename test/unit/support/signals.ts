import assert from 'node:assert/strict';
import type { Decision, Recommendation } from '../../../src/core/policy/decision.js';
import type { ServicePolicy } from '../../../src/core/policy/servicePolicy.js';
import type { Signal } from '../../../src/core/policy/signal.js';
import { bundledRunbook } from '../../../src/core/runbook/bundledRunbook.js';

/** A rule of the bundled runbook as a signal, normal at its value unless said otherwise. */
export function signalOf(rule: string, value: number | undefined, changes: Partial<Signal> = {}): Signal {
  const found = bundledRunbook.rules.find(({ id }) => id === rule);
  const metric = bundledRunbook.metrics.find(({ id }) => id === found?.metric);
  assert.ok(found && metric, `the bundled runbook has no rule ${rule}`);
  return {
    rule: found,
    metric,
    serviceId: 'compose:team/pdf-worker',
    value,
    level: value === undefined ? 'unknown' : 'normal',
    forMs: 0,
    phase: 'steady',
    evidence: value === undefined ? 'nodata' : 'ok',
    ageMs: value === undefined ? undefined : 1000,
    source: 'Docker',
    problem: '',
    trend: undefined,
    projected: undefined,
    flapping: false,
    ...changes,
  };
}

export const recommendationOf = (changes: Partial<Recommendation> = {}): Recommendation => ({
  serviceId: 'compose:team/pdf-worker',
  service: 'pdf-worker',
  direction: 'up',
  from: 3,
  target: 6,
  restartFirst: false,
  reasons: [],
  episode: 'one',
  ...changes,
});

export const decisionOf = (changes: Partial<Decision> = {}): Decision => ({
  state: 'steady',
  forMs: 0,
  cause: undefined,
  recommendation: undefined,
  wanted: undefined,
  refusals: [],
  ...changes,
});

/** What the rules say of a service, decided a moment ago whenever somebody looks. */
export const policyNow = (now: () => number, ...signals: readonly Signal[]): ServicePolicy => ({
  signals,
  decision: decisionOf(),
  againstFewer: [],
  get decidedAt(): number {
    return now();
  },
});
