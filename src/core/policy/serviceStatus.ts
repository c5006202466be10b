import type { Runbook } from '../runbook/runbook.js';
import type { Service } from '../stack/stack.js';
import { conditionOf, type Condition } from './condition.js';
import type { Decision } from './decision.js';
import { compareLevels, worstLevel, type Level } from './level.js';
import type { ServicePolicy } from './servicePolicy.js';
import type { Signal } from './signal.js';

export interface ServiceStatus {
  readonly service: Service;
  readonly condition: Condition;
  readonly signals: readonly Signal[];
  readonly level: Level;
  /** The signal that makes the level; undefined when the replicas' condition does, or when all is normal. */
  readonly cause: Signal | undefined;
  /** Undefined until the rules have been looked at. */
  readonly decision: Decision | undefined;
}

/**
 * A service's level is the worst of its condition and its signals. What is unknown counts only where the runbook requires it: it
 * never makes a level better, and never hides one.
 */
export function statusOf(service: Service, policy: ServicePolicy | undefined, runbook: Runbook): ServiceStatus {
  const condition = conditionOf(service, runbook);
  const signals = condition.running > 0 ? (policy?.signals ?? []).map(asNow) : [];
  // What runs and of which nothing is known can be anything.
  const isBlind = condition.running > 0 && !signals.some((signal) => levelNow(signal) !== 'unknown');
  const unseen: readonly Level[] = isBlind && (!policy || signals.length > 0) ? ['unknown'] : [];
  const level = worstLevel([condition.level, ...signals.filter(counts).map(levelNow), ...unseen]);
  return {
    service,
    condition,
    signals,
    level,
    cause: causeOf(signals.filter(counts), level, condition, policy?.decision),
    decision: condition.running > 0 ? policy?.decision : undefined,
  };
}

const counts = (signal: Signal): boolean => levelNow(signal) !== 'unknown' || signal.rule.required;

/** An alarm stays while readings are late; what was normal by the last of them is not known to be so now. */
export const levelNow = ({ level, evidence }: Signal): Level =>
  level === 'normal' && evidence === 'stale' ? 'unknown' : level;

/** As it may be shown: nowhere as normal where nobody knows. */
function asNow(signal: Signal): Signal {
  const level = levelNow(signal);
  return level === signal.level ? signal : { ...signal, level, forMs: undefined };
}

function causeOf(
  signals: readonly Signal[],
  level: Level,
  condition: Condition,
  decision: Decision | undefined,
): Signal | undefined {
  if (level === 'normal' || compareLevels(condition.level, level) >= 0) return undefined;
  const named = decision?.cause;
  return named && levelNow(named) === level ? named : signals.find((signal) => levelNow(signal) === level);
}
