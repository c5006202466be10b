import assert from 'node:assert/strict';
import type { Level } from '../../../../src/core/policy/level.js';
import { describeSignal } from '../../../../src/core/policy/signal/describeSignal.js';
import { emptySignalState } from '../../../../src/core/policy/signal/signalState.js';
import { takeSample } from '../../../../src/core/policy/signal/takeSample.js';
import { bundledRunbook } from '../../../../src/core/runbook/bundledRunbook.js';
import type { Bound, Rule } from '../../../../src/core/runbook/rule.js';

const intervalMs = 15_000;
const minute = 60_000;

/** The level after such a value has been read for as long as any hold of the rule, and a minute more. */
function levelAt(rule: Rule, value: number | undefined): Level {
  const longestMs = Math.max(rule.warning?.holdMs ?? 0, rule.critical?.holdMs ?? 0) + 3 * minute;
  let state = emptySignalState;
  let tauMs = 0;
  for (; tauMs <= longestMs; tauMs += intervalMs)
    state = takeSample(state, rule, { tauMs, value, sourceAt: undefined }, intervalMs);
  return describeSignal(state, rule, tauMs - intervalMs, intervalMs).level;
}

/** The first value over a bound, and the last that is not; the tables go by tenths at the finest. */
const over = ({ value, inclusive }: Bound): number => (inclusive ? value : value + 0.1);
const under = ({ value, inclusive }: Bound): number => (inclusive ? value - 0.1 : value);

describe('every row of the threshold tables', () => {
  it('is a rule', () => assert.equal(bundledRunbook.rules.length, 19));

  for (const rule of bundledRunbook.rules) {
    const { warning, critical } = rule;
    it(`${rule.title}: unknown without a figure, never normal`, () => {
      assert.equal(levelAt(rule, undefined), 'unknown');
    });
    if (warning)
      it(`${rule.title}: normal up to ${under(warning)}, warning from ${over(warning)}`, () => {
        assert.equal(levelAt(rule, under(warning)), 'normal');
        assert.equal(levelAt(rule, over(warning)), 'warning');
      });
    if (critical)
      it(`${rule.title}: no more than a warning up to ${under(critical)}, critical from ${over(critical)}`, () => {
        assert.equal(levelAt(rule, under(critical)), warning ? 'warning' : 'normal');
        assert.equal(levelAt(rule, over(critical)), 'critical');
      });
  }
});
