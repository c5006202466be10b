import assert from 'node:assert/strict';
import { groupChanges } from '../../../../../src/core/operation/plan/groupChanges.js';
import { planOperation } from '../../../../../src/core/operation/plan/planOperation.js';
import { bundledRunbook } from '../../../../../src/core/runbook/bundledRunbook.js';
import { planOf } from '../../../support/guardedChanges.js';
import { stackOf, teamRecords } from '../../../support/stacks.js';

const stack = stackOf(...teamRecords());
const minutes = (forMs: number): string => `wait ${forMs / 60_000}`;

/** Ten workers to two, and one backend to five. */
const stagesOf = (roomFirst: boolean): { readonly stages: readonly string[]; readonly hasPaces: boolean } => {
  const scales = [planOf('backend', 1, 5), planOf('pdf-worker', 10, 2)];
  const { stages, hasPaces } = planOperation({
    ...{ stack, runbook: bundledRunbook, context: 'here', connections: undefined, restarts: [], guards: [] },
    request: { kind: 'scale', stackId: stack.id, counts: { backend: 5, 'pdf-worker': 2 } },
    groups: groupChanges(scales, stack, bundledRunbook, roomFirst),
    roomFirst,
  });
  const told = stages.map((stage) => {
    if (stage.stage === 'observe') return minutes(stage.forMs);
    return stage.stage === 'scale' ? `${stage.service} ${stage.from} ${stage.to}` : stage.stage;
  });
  return { stages: told, hasPaces };
};

describe('the order and the waits of a plan', () => {
  it('is more before fewer, each step by step with a look between', () => {
    assert.deepEqual(stagesOf(false), {
      stages: [
        ...['backend 1 3', minutes(180_000), 'backend 3 5', minutes(180_000)],
        ...['pdf-worker 10 5', minutes(600_000), 'pdf-worker 5 3', minutes(600_000), 'pdf-worker 3 2'],
      ],
      hasPaces: true,
    });
  });

  it('has those that make room go at once, and nobody wait for it who comes into that room', () => {
    assert.deepEqual(stagesOf(true), {
      stages: ['pdf-worker 10 2', 'backend 1 3', minutes(180_000), 'backend 3 5'],
      hasPaces: true,
    });
  });
});
