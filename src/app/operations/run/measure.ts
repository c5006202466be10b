import type { LiveState } from '../../../core/live/liveState.js';
import type { Measured, MeasuredFigure, MeasuredService } from '../../../core/operation/run/measured.js';
import { isAlarm, worstLevel, type Level } from '../../../core/policy/level.js';
import { levelNow, type ServiceStatus } from '../../../core/policy/serviceStatus.js';
import type { Signal } from '../../../core/policy/signal.js';
import { stackStatuses, statusesOf } from '../../../core/policy/stackStatus.js';
import type { Metric } from '../../../core/runbook/metric.js';
import { titleOf } from '../../../core/runbook/runbook.js';
import { countedReplicas, isReachable } from '../../../core/stack/stack.js';

/**
 * What a figure is held against. `levels`: its rules, which have time to rise and to fall. `bounds`: what it is now as well, though it has not been so
 * for as long as its rule asks for.
 */
export type MeasuredBy = 'levels' | 'bounds';

/**
 * What a stack is like at this moment, by what the live state knows: nothing is asked. Without the stack there are no services in it.
 *
 * @param services Compose names of those to measure; undefined: all
 */
export function measure(
  state: LiveState,
  stackId: string,
  services: readonly string[] | undefined,
  now: number,
  by: MeasuredBy = 'levels',
): Measured {
  const found = stackStatuses(state, now).find(({ stack }) => stack.id === stackId);
  if (!found) return { at: now, services: [] };
  const wanted = statusesOf(found).filter(({ service }) => services?.includes(service.name) ?? true);
  const levelOf = by === 'bounds' ? levelByBounds : levelNow;
  const titled = (status: ServiceStatus): string => titleOf(found.runbook, status.service.name);
  return { at: now, services: wanted.map((status) => measured(status, titled(status), levelOf)) };
}

/** A bound without a hold is its level at once, so that only a hold can make the two differ. */
function levelByBounds(signal: Signal): Level {
  const { phase } = signal;
  const beyond = phase === 'pending-critical' ? 'critical' : phase === 'pending-warning' ? 'warning' : undefined;
  return beyond ? worstLevel([levelNow(signal), beyond]) : levelNow(signal);
}

function measured(status: ServiceStatus, title: string, levelOf: (signal: Signal) => Level): MeasuredService {
  const { service, condition, signals } = status;
  const level = worstLevel([status.level, ...signals.map(levelOf).filter(isAlarm)]);
  const metrics = [...new Set(signals.map(({ metric }) => metric))];
  return {
    service: service.name,
    title,
    replicas: countedReplicas(service).length,
    ready: condition.ready,
    level,
    ...(isElsewhere(status) ? { isElsewhere: true } : {}),
    figures: metrics.map((metric) => figureOf(metric, signals, levelOf)),
  };
}

/** Docker's own figures are known of one node of a Swarm; whatever else a rule needs would be known all the same. */
function isElsewhere({ service, level, signals }: ServiceStatus): boolean {
  const isOutOfSight = service.replicas.some((replica) => replica.state === 'running' && !isReachable(replica));
  const missing = signals.filter((signal) => signal.rule.required && levelNow(signal) === 'unknown');
  const ofDocker = ({ metric }: Signal): boolean => metric.sources.every(({ from }) => from === 'docker');
  return level === 'unknown' && isOutOfSight && missing.every(ofDocker);
}

/** Several rules may be about one metric: those that have something to go by make its level. */
function figureOf(metric: Metric, signals: readonly Signal[], levelOf: (signal: Signal) => Level): MeasuredFigure {
  const known = signals.filter((signal) => signal.metric === metric && levelOf(signal) !== 'unknown');
  const read = known.find(({ evidence }) => evidence === 'ok' || evidence === 'sparse');
  return {
    metric: metric.id,
    title: metric.title,
    unit: metric.unit,
    value: read?.value,
    level: known.length === 0 ? 'unknown' : worstLevel(known.map(levelOf)),
    ...(metric.group === 'queue' || metric.group === 'load' ? { isDemand: true } : {}),
  };
}
