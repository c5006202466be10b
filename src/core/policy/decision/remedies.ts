import { isMeasuredOf } from '../../runbook/runbook.js';
import type { Remedy } from '../decision.js';
import { isAlarm } from '../level.js';
import type { Signal } from '../signal.js';
import { knownValue } from '../target/proposal.js';
import type { Cause } from './causes.js';
import { cpuMetric } from './dockerMetrics.js';
import { allSignals, wallTime, type DecisionInput } from './decisionInput.js';

/** Trouble that begins this soon after a deployment is the deployment's. */
const blameDeployMs = 30 * 60_000;
/** An API below this percent of CPU waits for something else. */
const waitingBelowPercent = 50;

const isGrowth = ({ metric }: Signal): boolean => metric.unit === 'percentPerHour';
const isMemory = ({ metric }: Signal): boolean => metric.group === 'memory';

/** What would help against the cause where more replicas would not; undefined where they do. */
export function remedyFor(cause: Cause, input: DecisionInput): Remedy | undefined {
  const { signal, row } = cause;
  if (cause.own && beganWithDeployment(signal, input)) return 'roll-back';
  if (signal.metric.group === 'latency' && waitsForDatabase(signal, input)) return 'look-at-database';
  if (row?.action === 'restart-and-scale') return undefined;
  if (isGrowth(signal)) return 'restart-leak';
  if (!cause.own) return undefined;
  const { group } = signal.metric;
  if ((group === 'queue' || group === 'memory' || group === 'cpu') && jobsExhaustMemory(input)) return 'fix-jobs';
  if (group !== 'memory') return undefined;
  if (input.signals.some((other) => isGrowth(other) && other.level === 'critical') && !restartsFirst(input))
    return 'restart-leak';
  return isIdle(input) ? 'raise-memory-limit' : undefined;
}

/** Errors and latency that are known to be well speak for the load and against the deployment. */
function beganWithDeployment(signal: Signal, input: DecisionInput): boolean {
  if (input.deployedAt === undefined) return false;
  const { troubleSinceTauMs } = input.memory;
  const beganAt = Math.min(
    input.now - (signal.forMs ?? 0),
    troubleSinceTauMs === null ? Infinity : wallTime(input, troubleSinceTauMs),
  );
  if (beganAt < input.deployedAt || beganAt > input.deployedAt + blameDeployMs) return false;
  const telling = input.signals.filter(({ metric }) => metric.group === 'errors' || metric.group === 'latency');
  return telling.length === 0 || telling.some(({ level }) => level !== 'normal');
}

function waitsForDatabase(signal: Signal, input: DecisionInput): boolean {
  const signals = allSignals(input);
  if (!signals.some((other) => other.metric.group === 'database' && isAlarm(other.level))) return false;
  const cpu = signals.find(
    (other) => other.serviceId === signal.serviceId && other.metric.id === cpuMetric(input.runbook)?.id,
  );
  const percent = knownValue(cpu?.value);
  return percent !== undefined && percent < waitingBelowPercent;
}

/** Workers that run out of memory fail more jobs the more there are of them. */
function jobsExhaustMemory({ signals }: DecisionInput): boolean {
  const queueIsHigh = signals.some((signal) => signal.metric.group === 'queue' && isAlarm(signal.level));
  return queueIsHigh && signals.some((signal) => isMemory(signal) && !isGrowth(signal) && signal.level === 'critical');
}

const restartsFirst = ({ runbook, entry, signals }: DecisionInput): boolean =>
  runbook.matrix.some(
    (row) =>
      row.action === 'restart-and-scale' &&
      (row.when.service === undefined || row.when.service === entry.name) &&
      (row.scale === 'all' || row.scale.includes(entry.name)) &&
      signals.some((signal) => isGrowth(signal) && signal.metric.id === row.when.metric),
  );

/** CPU and queue as low as they have to be for scaling down: what the memory holds is not for the load. */
function isIdle({ runbook, entry, figures }: DecisionInput): boolean {
  const busyness = runbook.scaleDown.conditions.filter(({ metric: id }) => {
    const metric = runbook.metrics.find((candidate) => candidate.id === id);
    return metric && (metric.group === 'cpu' || metric.group === 'queue') && isMeasuredOf(metric, entry.name);
  });
  return (
    busyness.length > 0 && busyness.every(({ metric, below }) => (knownValue(figures(metric)) ?? Infinity) < below)
  );
}
