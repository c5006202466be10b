import { sustainedClearMs } from '../../bounds.js';
import type { Metric } from '../../metric.js';
import { quickClearMs, type Bound, type Rule } from '../../rule.js';
import { durationText } from '../text/duration.js';
import { quantityOf, type Quantity } from '../text/quantity.js';
import type { FileValue } from './fileValue.js';

/** A rule as the file has it. */
export const ruleFile = (rule: Rule, metric: Metric | undefined): FileValue => ({
  id: rule.id,
  title: rule.title,
  metric: rule.metric,
  warning: rule.warning && boundFile(rule.warning, true, metric),
  critical: rule.critical && boundFile(rule.critical, false, metric),
  action: rule.action,
  required: rule.required,
});

// A plain number where the bound is no more than that.
function boundFile(bound: Bound, plainIsInclusive: boolean, metric: Metric | undefined): FileValue {
  const figure = (value: number): Quantity => quantityOf(metric?.unit ?? 'count', value);
  const usualClearMs = bound.holdMs > 0 ? sustainedClearMs : quickClearMs;
  const below = bound.clearBelow === bound.value ? undefined : figure(bound.clearBelow);
  const clearFor = bound.clearMs === usualClearMs ? undefined : durationText(bound.clearMs);
  const clear = below === undefined && clearFor === undefined ? undefined : { below, for: clearFor };
  if (bound.inclusive === plainIsInclusive && bound.holdMs === 0 && !clear) return figure(bound.value);
  return {
    [bound.inclusive ? 'from' : 'above']: figure(bound.value),
    for: bound.holdMs === 0 ? undefined : durationText(bound.holdMs),
    clear,
  };
}
