import type { Bound, Rule } from '../../runbook/rule.js';
import type { Point } from './span.js';

/** What a sample can say of a bound. */
type Sampled = Pick<Point, 'value' | 'complete'>;

export const breaches = ({ value, inclusive }: Bound, sample: Sampled): boolean =>
  inclusive ? sample.value >= value : sample.value > value;

/** Below the bound that clears; what was read of some replicas only clears nothing. */
export const isBelowClear = ({ clearBelow }: Bound, sample: Sampled): boolean =>
  sample.complete && sample.value < clearBelow;

/** Under the lowest bound that the rule has. */
export function isCalm(rule: Rule, sample: Sampled): boolean {
  const lowest = rule.warning ?? rule.critical;
  return sample.complete && !(lowest && breaches(lowest, sample));
}

/** Nothing that the rule asks of a sample tells the two apart. */
export function areAlike(rule: Rule, a: Sampled, b: Sampled): boolean {
  return (
    a.complete === b.complete &&
    [rule.warning, rule.critical].every(
      (bound) =>
        !bound || (breaches(bound, a) === breaches(bound, b) && isBelowClear(bound, a) === isBelowClear(bound, b)),
    )
  );
}

export const hasHold = ({ warning, critical }: Rule): boolean =>
  (warning?.holdMs ?? 0) > 0 || (critical?.holdMs ?? 0) > 0;
