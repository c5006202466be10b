import type { Metric } from '../runbook/metric.js';
import type { Rule } from '../runbook/rule.js';
import type { Runbook } from '../runbook/runbook.js';
import { warmUpMs } from './decision/witness.js';
import { risingIn, trendOf } from './rising.js';
import { rulesOn, type ServiceMemory } from './serviceMemory.js';
import type { Signal } from './signal.js';
import { describeSignal } from './signal/describeSignal.js';
import { emptySignalState } from './signal/signalState.js';

/** Every rule on a service as it stands at a moment. */
export function signalsOf(
  memory: ServiceMemory,
  service: { readonly id: string; readonly name: string },
  runbook: Runbook,
  tauMs: number,
  intervalOf: (metric: string) => number,
): readonly Signal[] {
  const metrics = new Map(runbook.metrics.map((metric) => [metric.id, metric]));
  return rulesOn(runbook, service.name).flatMap((rule) => {
    const metric = metrics.get(rule.metric);
    return metric ? [signalOf(memory, service.id, rule, metric, tauMs, intervalOf(metric.id))] : [];
  });
}

function signalOf(
  memory: ServiceMemory,
  serviceId: string,
  rule: Rule,
  metric: Metric,
  tauMs: number,
  intervalMs: number,
): Signal {
  const state = memory.signals[rule.id]?.state ?? emptySignalState;
  const figure = memory.figures[metric.id];
  const history = memory.histories[metric.id] ?? [];
  const described = describeSignal(state, rule, tauMs, intervalMs);
  const { level, evidence, phase, sinceTauMs, lastTauMs, flapping } = described;
  const rising =
    level === 'warning' && rule.critical ? risingIn(history, rule.critical.value, tauMs, settledAt(memory)) : undefined;
  return {
    rule,
    metric,
    serviceId,
    value: evidence === 'nodata' ? undefined : described.lastValue,
    level,
    forMs: sinceTauMs === undefined ? undefined : Math.max(0, tauMs - sinceTauMs),
    phase,
    evidence,
    ageMs: lastTauMs === undefined ? undefined : Math.max(0, tauMs - lastTauMs),
    source: figure?.source ?? '',
    problem: figure ? figure.problem : 'not read yet',
    trend: trendOf(history, tauMs),
    projected: rising?.projected,
    flapping,
  };
}

/** What was measured before has to do with another count of replicas. */
const settledAt = ({ decision }: ServiceMemory): number =>
  Math.max(decision?.lastUpTauMs ?? -Infinity, decision?.lastDownTauMs ?? -Infinity) + warmUpMs;
