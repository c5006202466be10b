import assert from 'node:assert/strict';
import { bundledRunbook, defaultRunbook } from '../../../../src/core/runbook/bundledRunbook.js';
import type { Bound } from '../../../../src/core/runbook/rule.js';
import { thresholdRows, type ThresholdRow } from './thresholds.js';

const minute = 60_000;

const boundsOf = ({ warning, critical, sustained }: ThresholdRow): readonly [warning: Bound, critical: Bound] =>
  sustained
    ? [
        {
          value: warning,
          inclusive: false,
          holdMs: sustained.warningMs,
          clearBelow: sustained.clear[0],
          clearMs: 5 * minute,
        },
        {
          value: critical,
          inclusive: false,
          holdMs: sustained.criticalMs,
          clearBelow: sustained.clear[1],
          clearMs: 5 * minute,
        },
      ]
    : [
        { value: warning, inclusive: true, holdMs: 0, clearBelow: warning, clearMs: minute },
        { value: critical, inclusive: false, holdMs: 0, clearBelow: critical, clearMs: minute },
      ];

describe('the rules of the bundled runbook', () => {
  for (const row of thresholdRows) {
    it(`has the row ${row.id} with its figures`, () => {
      const rule = bundledRunbook.rules.find(({ id }) => id === row.id);
      const [warning, critical] = boundsOf(row);
      assert.equal(rule?.metric, row.metric);
      assert.deepEqual(rule.warning, warning);
      assert.deepEqual(rule.critical, critical);
      assert.equal(rule.action, row.action);
    });
  }

  it('has no other rule but the one on users, which warns above 1000', () => {
    assert.deepEqual(
      bundledRunbook.rules.map(({ id }) => id),
      [...thresholdRows.map(({ id }) => id), 'concurrent-users'],
    );
    const users = bundledRunbook.rules.find(({ id }) => id === 'concurrent-users');
    assert.deepEqual(users?.warning, {
      value: 1000,
      inclusive: false,
      holdMs: 0,
      clearBelow: 1000,
      clearMs: minute,
    });
    assert.equal(users.critical, undefined);
  });

  it('requires the averages and peaks of CPU and memory, and nothing that may be missing', () => {
    const required = ['cpu-average', 'cpu-peak', 'memory-average', 'memory-peak'];
    const ids = ({ rules }: typeof bundledRunbook) => rules.filter((rule) => rule.required).map(({ id }) => id);
    assert.deepEqual(ids(bundledRunbook), required);
    assert.deepEqual(ids(defaultRunbook), required);
  });

  it('gives a stack without a runbook the tables on CPU and memory alone', () => {
    const usage = thresholdRows.filter(({ metric }) => /^(cpu|memory)/.test(metric)).map(({ id }) => id);
    assert.deepEqual(
      defaultRunbook.rules,
      bundledRunbook.rules.filter(({ id }) => usage.includes(id)),
    );
  });
});
