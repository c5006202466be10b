import type { Runbook } from '../runbook/runbook.js';
import type { Service } from '../stack/stack.js';
import { conditionOf, type Condition } from './condition.js';
import { compareLevels, worstLevel, type Level } from './level.js';
import type { Readings } from './reading.js';
import { signalsOf, type Signal } from './signals.js';

export interface ServiceStatus {
  readonly service: Service;
  readonly condition: Condition;
  readonly signals: readonly Signal[];
  readonly level: Level;
  /** The signal that makes the level; undefined when the replicas' condition does, or when all is normal. */
  readonly cause: Signal | undefined;
}

/** A service's level is the worst of its condition and its signals. */
export function statusOf(service: Service, readings: Readings, runbook: Runbook): ServiceStatus {
  const condition = conditionOf(service, runbook);
  const signals = condition.running > 0 ? signalsOf(service, readings, runbook) : [];
  const level = worstLevel([condition.level, ...signals.map((signal) => signal.level)]);
  const cause =
    level === 'normal' || compareLevels(condition.level, level) >= 0
      ? undefined
      : signals.find((signal) => signal.level === level);
  return { service, condition, signals, level, cause };
}
