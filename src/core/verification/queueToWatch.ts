import { isMeasuredOf, runbookService, type Runbook } from '../runbook/runbook.js';
import type { Metric } from '../runbook/metric.js';

/** The queue that a service works off. */
export interface QueueToWatch {
  /** How many jobs wait. */
  readonly metric: Metric;
  /** Where the rule's warning begins, or else its critical bound; undefined where no rule looks at it. */
  readonly shortBelow: number | undefined;
}

/** Undefined for a service whose count no queue decides. */
export function queueToWatch(runbook: Runbook, service: string): QueueToWatch | undefined {
  const target = runbookService(runbook, service)?.targets.find(({ rule }) => rule === 'queue');
  if (target?.rule !== 'queue') return undefined;
  const metric = runbook.metrics.find(({ id }) => id === target.waiting);
  if (!metric || !isMeasuredOf(metric, service)) return undefined;
  const rules = runbook.rules.filter((rule) => rule.metric === metric.id);
  const bounds = rules.flatMap(({ warning, critical }) => (warning ?? critical)?.value ?? []);
  return { metric, shortBelow: bounds.length > 0 ? Math.min(...bounds) : undefined };
}
