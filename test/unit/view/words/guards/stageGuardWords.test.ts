import assert from 'node:assert/strict';
import type {
  CalmGuard,
  ConnectionsGuard,
  DriftGuard,
  HostGuard,
} from '../../../../../src/core/scaling/guards/guard.js';
import { operationProblemText } from '../../../../../src/view/words/operation/operationProblemText.js';
import { stageGuardText } from '../../../../../src/view/words/guards/stageGuardWords.js';
import { operationOf, operationPlan, scaleStage } from '../../../support/operations.js';

const calm: CalmGuard = {
  ...{ guard: 'calm', verdict: 'block', service: 'web', known: true, at: 1 },
  against: [{ refusal: { refusal: 'business-hours', until: undefined }, metric: undefined }],
};
const connections: ConnectionsGuard = {
  ...{ guard: 'connections', verdict: 'block', known: true, service: 'web', title: 'Backend', replicas: 3 },
  ...{ perReplica: 50, needed: 150, limit: 100, others: 0, reserved: 3, raiseTo: 200, fit: 2 },
};
const drift: DriftGuard = { guard: 'drift', verdict: 'block', image: undefined, file: 'differs', byCompose: true };
const memory: HostGuard = {
  ...{ guard: 'host-memory', verdict: 'block', needed: 9e9, free: 1e9, total: 9e9, atMost: false },
  ...{ refused: undefined, unknown: [], problems: [], fits: [], spared: [] },
};

describe('what is said of a check that stopped an operation on its way', () => {
  it('is its finding, with its service where there are several', () => {
    assert.match(stageGuardText({ title: 'PDF\nWorker', guard: calm }, true), /^PDF Worker: Not a time for fewer: /);
    assert.match(stageGuardText({ title: 'web', guard: calm }, false), /^Not a time for fewer: .*business hours/);
    assert.match(stageGuardText({ title: 'Backend', guard: connections }, true), /^Third Backend: 150 connections/);
    assert.match(stageGuardText({ title: 'web', guard: drift }, false), /^The Compose file.* has changed since/);
    assert.doesNotMatch(stageGuardText({ title: undefined, guard: memory }, true), /^undefined/);
  });

  it('stands behind what that did, as a sentence', () => {
    const sentence = stageGuardText({ title: 'web', guard: connections }, false);
    const operation = operationOf(operationPlan([scaleStage(3, 6)]), []);
    assert.equal(
      operationProblemText({ reason: 'guard', sentence }, operation),
      'A check found something on the way, so it went no further. Third Backend: 150 connections of 100; raise the limit to 200 first.',
    );
  });
});
