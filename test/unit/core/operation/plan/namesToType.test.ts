import assert from 'node:assert/strict';
import { namesToType } from '../../../../../src/core/operation/plan/namesToType.js';
import type { OperationPlan, PlannedGuard } from '../../../../../src/core/operation/plan/operationPlan.js';
import { protectedContextGuards } from '../../../../../src/core/scaling/guards/protectedContext.js';

const planWith = (guards: readonly PlannedGuard[]): OperationPlan => ({
  ...{ kind: 'scale', purpose: undefined, context: 'prod', stackId: 'compose:shop', stack: 'shop' },
  ...{ stages: [], services: [], guards, pace: 'gradual', hasPaces: false, before: {}, after: {} },
  ...{ expectedMs: 0, refersTo: undefined },
});

describe('namesToType', () => {
  it('is the name of a protected context, once', () => {
    const guards = protectedContextGuards('prod', ['prod']).map((guard) => ({ title: undefined, guard }));
    assert.deepEqual(namesToType(planWith([...guards, ...guards])), ['prod']);
  });

  it('is nothing on any other', () => {
    assert.deepEqual(namesToType(planWith([])), []);
  });
});
