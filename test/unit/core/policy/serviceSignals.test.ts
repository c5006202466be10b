import assert from 'node:assert/strict';
import { newDecisionMemory, type DecisionMemory } from '../../../../src/core/policy/decision/decisionMemory.js';
import { emptyServiceMemory } from '../../../../src/core/policy/serviceMemory.js';
import { signalsOf } from '../../../../src/core/policy/serviceSignals.js';
import { emptySignalState } from '../../../../src/core/policy/signal/signalState.js';
import { bundledRunbook } from '../../../../src/core/runbook/bundledRunbook.js';

const minuteMs = 60_000;
const tauMs = 100 * minuteMs;
/** 71 to 76 % in ten minutes: 81 in ten more. */
const history = Array.from({ length: 41 }, (_, index) => ({
  tauMs: tauMs - (40 - index) * 15_000,
  value: 71 + index / 8,
}));

/** Where CPU will be in ten minutes, of a service that has been in warning since it was first seen. */
function projected(scaled: Partial<DecisionMemory>): number | undefined {
  const rule = bundledRunbook.rules.find(({ metric }) => metric === 'cpuAverage') ?? assert.fail('no rule');
  const newest = { tauMs, value: 76, complete: true, sourceAt: undefined };
  const spans = [{ fromTauMs: 0, lastTauMs: tauMs, value: 76, complete: true, joined: false }];
  const memory = {
    ...emptyServiceMemory,
    histories: { [rule.metric]: history },
    signals: { [rule.id]: { rule, state: { ...emptySignalState, known: true, warning: true, newest, spans } } },
    decision: { ...newDecisionMemory(3, 0), ...scaled },
  };
  const signals = signalsOf(memory, { id: 's/backend', name: 'backend' }, bundledRunbook, tauMs, () => 15_000);
  const signal = signals.find((candidate) => candidate.rule.id === rule.id) ?? assert.fail('no signal');
  assert.equal(signal.level, 'warning');
  return signal.projected;
}

describe('a signal that rises', () => {
  it('says where it will be in ten minutes', () => {
    assert.ok(Math.abs((projected({}) ?? 0) - 81) < 0.5);
  });

  it('takes nothing from before the last step and its warm-up', () => {
    for (const last of ['lastUpTauMs', 'lastDownTauMs'] as const) {
      assert.equal(projected({ [last]: tauMs - 6 * minuteMs }), undefined, last);
      assert.ok(projected({ [last]: tauMs - 14 * minuteMs }), last);
    }
  });
});
