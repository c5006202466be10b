import { compareLevels } from '../policy/level.js';
import { rulesOn } from '../policy/serviceMemory.js';
import { levelNow } from '../policy/serviceStatus.js';
import type { Signal } from '../policy/signal.js';
import { metricGroups, type Metric, type MetricGroup, type Unit } from '../runbook/metric.js';
import type { Runbook } from '../runbook/runbook.js';
import type { Rule } from '../runbook/rule.js';

/** A metric with every rule on it. */
export interface ChartedMetric {
  readonly metric: Metric;
  /** In the runbook's order; one at least. */
  readonly rules: readonly Rule[];
  /** The worst of what the rules say; undefined before they have said anything. */
  readonly worst: Signal | undefined;
}

/** Metrics of one group and unit, so that one scale fits them. */
export interface MetricChart {
  readonly group: MetricGroup;
  readonly unit: Unit;
  readonly metrics: readonly ChartedMetric[];
}

/** A chart for each group of metrics that the runbook has rules for; one of another unit than its group's first has its own. */
export function chartsOf(runbook: Runbook, service: string, signals: readonly Signal[]): readonly MetricChart[] {
  const rules = rulesOn(runbook, service);
  const charted = runbook.metrics.flatMap((metric): readonly ChartedMetric[] => {
    const own = rules.filter((rule) => rule.metric === metric.id);
    const said = signals.filter((signal) => signal.metric.id === metric.id);
    return own.length === 0 ? [] : [{ metric, rules: own, worst: worstOf(said) }];
  });
  return metricGroups.flatMap((group) => {
    const inGroup = charted.filter(({ metric }) => metric.group === group);
    const units = [...new Set(inGroup.map(({ metric }) => metric.unit))];
    return units.map((unit) => ({ group, unit, metrics: inGroup.filter(({ metric }) => metric.unit === unit) }));
  });
}

/** What nobody requires and nobody knows says nothing of a metric that another rule knows. */
function worstOf(signals: readonly Signal[]): Signal | undefined {
  const counting = signals.filter((signal) => levelNow(signal) !== 'unknown' || signal.rule.required);
  return (counting.length > 0 ? counting : signals).reduce<Signal | undefined>(
    (worst, next) => (worst && compareLevels(levelNow(next), levelNow(worst)) <= 0 ? worst : next),
    undefined,
  );
}

/** Where the bands of a metric begin: the lowest bound of each kind. */
export function bandsOf(rules: readonly Rule[]): {
  readonly warning: number | undefined;
  readonly critical: number | undefined;
} {
  const lowest = (values: readonly (number | undefined)[]): number | undefined => {
    const known = values.filter((value) => value !== undefined);
    return known.length === 0 ? undefined : Math.min(...known);
  };
  return {
    warning: lowest(rules.map(({ warning }) => warning?.value)),
    critical: lowest(rules.map(({ critical }) => critical?.value)),
  };
}
