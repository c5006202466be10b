import fc from 'fast-check';
import { quickClearMs, type Bound, type Rule } from '../../../../../../src/core/runbook/rule.js';

export const secondMs = 1_000;
export const minuteMs = 60 * secondMs;

export const bound = (value: number, holdMs: number, clearBelow: number, clearMs: number): Bound => ({
  value,
  inclusive: false,
  holdMs,
  clearBelow,
  clearMs,
});

export const rule = (warning: Bound | undefined, critical: Bound | undefined): Rule => ({
  id: 'cpu-sustained',
  title: 'Sustained high CPU',
  metric: 'cpuAverage',
  warning,
  critical,
  action: 'scale',
  required: true,
});

/** Over 70 for 10 minutes, over 80 for 5. */
export const cpuRule = rule(bound(70, 10 * minuteMs, 65, 5 * minuteMs), bound(80, 5 * minuteMs, 75, 5 * minuteMs));

/** A row of a threshold table without a duration. */
export const quickRule = rule(bound(60, 0, 57, quickClearMs), bound(80, 0, 76, quickClearMs));

const holds = [0, 0.5, 1, 2, 5, 10].map((minutes) => minutes * minuteMs);
const clears = [0.25, 0.5, 1, 5].map((minutes) => minutes * minuteMs);

const boundFrom = (least: number): fc.Arbitrary<Bound> =>
  fc
    .record({
      value: fc.integer({ min: least, max: least + 8 }),
      inclusive: fc.boolean(),
      holdMs: fc.constantFrom(...holds),
      band: fc.integer({ min: 0, max: 8 }),
      clearMs: fc.constantFrom(...clears),
    })
    .map(({ band, ...rest }) => ({ ...rest, clearBelow: rest.value - band }));

/** Rules as a runbook may have them: bounds in order, or only one of the two. */
export const anyRule: fc.Arbitrary<Rule> = fc
  .tuple(boundFrom(60), boundFrom(75), fc.constantFrom('both', 'both', 'both', 'warning', 'critical'))
  .map(([warning, critical, which]) =>
    rule(which === 'critical' ? undefined : warning, which === 'warning' ? undefined : critical),
  );

/** Both bounds have a hold. */
export const heldRule: fc.Arbitrary<Rule> = anyRule.map(({ warning, critical }) =>
  rule(warning && withHold(warning), critical && withHold(critical)),
);

const withHold = (given: Bound): Bound => ({ ...given, holdMs: given.holdMs || minuteMs });
