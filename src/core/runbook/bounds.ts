import { minuteMs } from '../../util/minuteMs.js';
import { quickClearMs, type Bound } from './rule.js';

/** A sustained bound without a clear time of its own takes this long below it to be cleared. */
export const sustainedClearMs = 5 * minuteMs;

/** Where a band of a table begins: the figure itself belongs to it, at once. */
export const from = (value: number): Bound => ({
  value,
  inclusive: true,
  holdMs: 0,
  clearBelow: value,
  clearMs: quickClearMs,
});

/** `> value` in a table, at once. */
export const above = (value: number): Bound => ({ ...from(value), inclusive: false });

/** `> value for so many minutes` in a table. */
export const aboveFor = (value: number, minutes: number, clearBelow: number): Bound => ({
  value,
  inclusive: false,
  holdMs: minutes * minuteMs,
  clearBelow,
  clearMs: sustainedClearMs,
});
