import type { Reason } from '../../../core/policy/decision.js';
import { connectionMetrics } from '../../../core/runbook/connectionMetrics.js';
import type { Metric } from '../../../core/runbook/metric.js';
import type { Runbook } from '../../../core/runbook/runbook.js';
import { count, duration } from '../../figures.js';
import { oneLine } from '../../markdown.js';
import { scheduleReason } from './scheduleTime.js';
import { amount, measured, signalText } from './metricWords.js';

/** A metric's own words; one that the runbook no longer has keeps its id. */
export function metricOf(runbook: Runbook, id: string): Metric {
  const known = [...runbook.metrics, ...connectionMetrics(runbook)].find((metric) => metric.id === id);
  return known ?? { id, title: id, group: 'load', unit: 'count', services: 'all', sources: [] };
}

/** One reason for a recommendation, with its figures, as the end of a sentence: `263 waiting jobs (> 200)`. */
export function reasonText(reason: Reason, runbook: Runbook, now: number): string {
  switch (reason.reason) {
    case 'signal': {
      const { signal } = reason;
      const held = signal.forMs !== undefined && signal.forMs >= 60_000 ? ` for ${duration(signal.forMs)}` : '';
      return `${signalText(signal)}${held}`;
    }
    case 'matrix':
      return `"${oneLine(reason.row.symptom)}" in the decision matrix: ${oneLine(reason.row.cause)}, priority ${reason.row.priority}`;
    case 'target':
      return targetText(reason, runbook);
    case 'projection': {
      const metric = metricOf(runbook, reason.metric);
      return `${measured(metric, reason.value)}, ${amount(reason.projected, metric.unit)} in ten minutes at this rate`;
    }
    case 'cut':
      return `${cutWords[reason.by]}, so ${reason.to} and not ${reason.wanted}`;
    case 'connections-tight':
      return `its connection pools could then open ${reason.needed} of ${reason.available} connections and leave no reserve; raise the limit to ${reason.raiseTo}`;
    case 'schedule':
      // What is measured and not planned has no time of its own.
      return reason.dueAt === undefined
        ? oneLine(reason.title)
        : scheduleReason(reason.title, reason.at, now, runbook.schedule.timeZone);
    case 'calm': {
      const metric = metricOf(runbook, reason.metric);
      return `${measured(metric, reason.value)}, below ${amount(reason.below, metric.unit)} for ${duration(reason.forMs)}`;
    }
    case 'scale-down-row':
      return `the scale down matrix takes ${reason.replicas} to ${reason.to}`;
  }
}

function targetText(reason: Extract<Reason, { reason: 'target' }>, runbook: Runbook): string {
  const metric = metricOf(runbook, reason.metric);
  const value = measured(metric, reason.value);
  const result = count(reason.replicas, 'replica');
  switch (reason.rule) {
    case 'queue':
    case 'per':
      return `${value} at ${amount(reason.per, metric.unit)} for each replica make ${result}`;
    case 'steps':
      return `${value} is above ${amount(reason.per, metric.unit)}, which asks for ${result}`;
    case 'ratio':
      return `${value} comes to ${amount(reason.per, metric.unit)} with ${result}`;
  }
}

const cutWords = {
  max: 'that is the maximum',
  min: 'that is the minimum',
  rung: 'one step at a time',
  halving: 'down by half at a time',
  busy: 'the others are working',
  connections: 'the database has connections for no more',
} as const satisfies Record<Extract<Reason, { reason: 'cut' }>['by'], string>;
