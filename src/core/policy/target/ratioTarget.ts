import type { TargetRule } from '../../runbook/targetRule.js';
import { ceilOf } from './ceilOf.js';
import { blind, knownValue, type Proposal } from './proposal.js';

/** So near to the target, nothing moves. */
const tolerance = 0.1;

/** What is measured of a service's replicas. */
export interface Utilisation {
  /** All that count, seen or not. */
  readonly replicas: number;
  /** Those that are starting: planned capacity that uses nothing yet, so that it is not ordered twice. */
  readonly warming: number;
  /** Percent of each ready replica; undefined for one that could not be read. */
  readonly each: readonly (number | undefined)[];
}

/**
 * As many as bring the mean to the target. Replicas that were not seen can only make the change smaller: they are taken
 * for full when there seem to be too many, and for idle when there seem to be too few.
 */
export function ratioTarget(
  rule: Extract<TargetRule, { rule: 'ratio' }>,
  { replicas, warming, each }: Utilisation,
): Proposal {
  const known = each.map(knownValue).filter((value) => value !== undefined);
  if (known.length === 0 || replicas === 0) return blind(rule.metric);
  const load = known.reduce((sum, value) => sum + value, 0);
  const present = Math.min(Math.max(0, warming), Math.max(0, replicas - known.length));
  const missing = Math.max(0, replicas - known.length - present);
  const seen = known.length + present;
  const ratio = load / seen / rule.target;
  const unseen = missing * (ratio < 1 ? Math.max(100, rule.target) : 0);
  const filled = (load + unseen) / (seen + missing) / rule.target;
  const count = countFor(ratio, filled, replicas);
  return {
    proposal: 'count',
    rule: 'ratio',
    metric: rule.metric,
    value: load / known.length,
    per: rule.target,
    replicas: count,
    ifIdle: count,
  };
}

function countFor(ratio: number, filled: number, replicas: number): number {
  const inTolerance = Math.abs(filled - 1) <= tolerance + 1e-9;
  if (inTolerance || filled > 1 !== ratio > 1) return replicas;
  const count = ceilOf(filled * replicas);
  return ratio > 1 ? Math.max(count, replicas) : Math.min(count, replicas);
}
