import assert from 'node:assert/strict';
import type { Decision, DecisionState } from '../../../../../src/core/policy/decision.js';
import { stackDecision } from '../../../../../src/core/policy/decision/stackDecision.js';
import { twice } from './team.js';
import { matrix } from './teamRunbook.js';

const plain = (state: DecisionState, forMs = 0): Decision => ({
  state,
  forMs,
  cause: undefined,
  recommendation: undefined,
  refusals: [],
});
const advised = (state: DecisionState, row?: (typeof matrix)[keyof typeof matrix]): Decision => ({
  ...plain(state),
  recommendation: {
    serviceId: 's',
    service: 's',
    direction: 'up',
    from: 1,
    target: 2,
    restartFirst: false,
    reasons: row ? [{ reason: 'matrix', row }] : [],
    episode: 'e',
  },
});
const first = (...decisions: readonly Decision[]): number => {
  const services = decisions.map((decision, index) => ({ index, decision }));
  const found = [stackDecision(services), stackDecision([...services].reverse())].map((service) => service?.index);
  assert.equal(found[0], found[1], 'the order given decides nothing here');
  return found[0] ?? -1;
};

describe('the decision of a stack', () => {
  it('is the most urgent of its services', () => {
    const states: readonly DecisionState[] = [
      'scale-now',
      'scale-proactively',
      'prepare',
      'watching',
      'scale-down-possible',
      'steady',
    ];
    for (const [index, state] of states.entries()) {
      for (const calmer of states.slice(index + 1)) assert.equal(first(plain(calmer, 9e9), plain(state)), 1);
    }
  });

  it('is the one that something can be done about, of the higher priority, then the one that lasts', () => {
    assert.equal(first(plain('scale-now', 9e9), advised('scale-now')), 1);
    assert.equal(first(advised('scale-now', matrix.frontendCpu), advised('scale-now', matrix.errors)), 1);
    assert.equal(first(advised('scale-now'), advised('scale-now', matrix.frontendCpu)), 1);
    assert.equal(first(plain('watching', 1), plain('watching', 2)), 1);
  });

  it('is the first one where all are alike, and none where there are none', () => {
    const [a, b] = [{ decision: plain('steady') }, { decision: plain('steady') }];
    assert.equal(stackDecision([a, b]), a);
    const none: readonly { readonly decision: Decision }[] = [];
    assert.equal(stackDecision(none), undefined);
  });

  it('is that of the workers while their queue is critical', () => {
    const services = [
      { name: 'backend', decision: twice('backend', { values: { cpuAverage: 65 } }) },
      { name: 'pdf-worker', decision: twice('pdf-worker', { values: { jobsWaiting: 263 } }) },
    ];
    assert.equal(stackDecision(services)?.name, 'pdf-worker');
  });
});
