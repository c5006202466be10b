import { titleOf, type Runbook } from '../../runbook/runbook.js';
import type { TestedCapacity } from '../../runbook/schedule.js';
import { countsOfProfile, type Counts } from './scheduleCounts.js';

/** A service that is near the most that a load test has shown it to carry. */
export interface NearCapacity {
  /** The service as people call it. */
  readonly title: string;
  readonly tested: TestedCapacity;
  /** In the metric's unit. */
  readonly value: number;
  /** Of the tested capacity. */
  readonly percent: number;
  readonly counts: Counts;
}

/**
 * The tested capacities that are nearly used up, as the runbook has them.
 *
 * @param valueOf what a metric is at on a service, by Compose name; undefined when not known, which proposes nothing
 */
export const nearCapacity = (
  runbook: Runbook,
  valueOf: (service: string, metric: string) => number | undefined,
): readonly NearCapacity[] =>
  runbook.schedule.testedCapacities.flatMap((tested) => {
    const value = valueOf(tested.service, tested.metric);
    if (value === undefined || !Number.isFinite(value) || !(tested.capacity > 0)) return [];
    // Both sides multiplied, since 70 % of 1000 must be 700 to the last digit.
    if (value * 100 < tested.capacity * tested.atPercent) return [];
    const percent = (value / tested.capacity) * 100;
    const title = titleOf(runbook, tested.service);
    return [{ title, tested, value, percent, counts: countsOfProfile(runbook, tested.profile) }];
  });
