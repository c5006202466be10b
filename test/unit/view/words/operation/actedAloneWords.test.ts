import assert from 'node:assert/strict';
import type { PlannedGuard } from '../../../../../src/core/operation/plan/operationPlan.js';
import { blockedAloneText, byScheduleOf } from '../../../../../src/view/words/operation/actedAloneWords.js';
import { operationPlan, scaleStage } from '../../../support/operations.js';

const ports = (port: number): PlannedGuard => ({
  title: 'Web',
  guard: { guard: 'host-ports', verdict: 'block', ports: [port] },
});
const blocked = (...guards: readonly PlannedGuard[]): string =>
  blockedAloneText(operationPlan([scaleStage(1, 10, 'web', 'Web')], { guards }));

describe('what is said of a plan of the schedule that cannot start', () => {
  it('names whose schedule, in one line', () => {
    assert.equal(byScheduleOf('a\nb'), 'Schedule of a b: ');
  });

  it('is all that stands in the way, that nothing was changed, and where to see what can be done', () => {
    const limits: PlannedGuard = {
      title: 'Web',
      guard: { guard: 'limits', verdict: 'block', target: 10, min: 1, max: 5 },
    };
    const passed: PlannedGuard = { title: 'Web', guard: { guard: 'health-check', verdict: 'pass' } };
    const text = blocked(limits, passed, ports(8080));
    assert.match(
      text,
      /^Web 1 → 10 cannot start\. 10 is outside 1 to 5, the runbook's limits\. Host port 8080 can be held/,
    );
    assert.doesNotMatch(text, /health check/);
    assert.match(
      text,
      /\. Nothing was changed, and it is not tried again by itself; the plan shows what can be done\.$/,
    );
  });

  it('says how many more there are where there are many', () => {
    const text = blocked(...[1, 2, 3, 4, 5].map(ports));
    assert.doesNotMatch(text, /Host port 4/);
    assert.match(text, /Host port 3 can be held by [^.]*\. 2 more stand in the way\. Nothing/);
  });
});
