import { isAlarm } from '../../policy/level.js';
import { levelNow } from '../../policy/serviceStatus.js';
import type { Signal } from '../../policy/signal.js';
import type { Unit } from '../../runbook/metric.js';
import type { Finding } from '../check.js';
import { factOf, type FactUnit } from '../fact.js';
import { findingOf } from '../finding.js';

/** A rule's signal, with the same figure before the operation. */
export interface ErrorSignal {
  readonly signal: Signal;
  readonly before: number | undefined;
}

/** Kind `error-rate`: no rule of the group `errors` is over a bound. Signals of other groups are passed over. */
export function judgeErrorRate(signals: readonly ErrorSignal[]): Finding {
  const ofErrors = signals.filter(({ signal }) => signal.metric.group === 'errors');
  const facts = ofErrors.map(({ signal, before }) => {
    const { rule, metric, value, problem } = signal;
    const level = levelNow(signal);
    const verdict = isAlarm(level) ? 'fail' : level === 'normal' ? 'pass' : 'unknown';
    const bound = (rule.warning ?? rule.critical)?.value;
    return factOf(rule.title, verdict, { value, unit: factUnits[metric.unit], bound, before, said: problem });
  });
  const unread = facts.find(({ verdict, said }) => verdict === 'unknown' && said !== '');
  const have = facts.filter(({ value }) => value !== undefined).length;
  return findingOf(
    facts,
    unread
      ? { reason: 'unreachable', detail: unread.said }
      : { reason: 'too-few', have, needed: Math.max(1, facts.length) },
  );
}

const factUnits = {
  percent: 'percent',
  percentPerHour: 'percent',
  ms: 'ms',
  jobs: 'count',
  connections: 'count',
  users: 'count',
  count: 'count',
} as const satisfies Record<Unit, FactUnit>;
