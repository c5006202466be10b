import assert from 'node:assert/strict';
import { runGround } from '../../../../src/app/checklist/runGround.js';
import type { Evidence } from '../../../../src/core/checklist/checks/finding.js';
import type { RunGround } from '../../../../src/core/checklist/checks/ground.js';
import type { LiveState } from '../../../../src/core/live/liveState.js';
import type { ServiceStatus } from '../../../../src/core/policy/serviceStatus.js';
import { findingWords } from '../../../../src/view/checklist/findingWords.js';
import { runOf } from '../../support/checklistRuns.js';
import { begunAt, ended, operationOf, operationPlan, scaleStage } from '../../support/operations.js';
import { decisionOf, recommendationOf, signalOf } from '../../support/signals.js';
import { liveState, teamRecords } from '../../support/stacks.js';
import { checkOf } from '../../support/verifications.js';

const now = begunAt + 60_000;

function groundOf(changes: Partial<LiveState> = {}, service = 'pdf-worker'): RunGround {
  const ground = runGround(runOf([], { service }), liveState(teamRecords(), changes), now, {
    guards: undefined,
    isTold: () => false,
  });
  assert.ok(ground);
  return ground;
}

const say = (evidence: Evidence, ground = groundOf()): string =>
  findingWords({ verdict: 'pass', evidence }, ground, now);
const status = (changes: Partial<ServiceStatus> = {}): ServiceStatus => {
  const [first] = groundOf().services;
  assert.ok(first);
  return { ...first.status, ...changes };
};
const signal = signalOf('cpu-average', 85, { level: 'critical' });

describe('findingWords', () => {
  it('says a decision as everywhere else, without its full stop', () => {
    const decision = decisionOf({ state: 'scale-now', recommendation: recommendationOf(), cause: signal });
    assert.match(say({ of: 'decision', status: status({ decision }) }), /^Scale PDF Worker to 6 now: .*[^.]$/);
    assert.equal(say({ of: 'decision', status: status({ decision: undefined }) }), 'no figures yet');
  });

  it('names what is not normal, and counts what is', () => {
    const [normal, bad] = [status({ level: 'normal' }), status({ level: 'critical', cause: signal })];
    assert.equal(say({ of: 'levels', statuses: [normal] }), 'every level is normal');
    assert.equal(say({ of: 'levels', statuses: [normal, normal] }), 'every level of 2 services is normal');
    assert.match(say({ of: 'levels', statuses: [bad] }), /85 %/);
    assert.match(say({ of: 'levels', statuses: [normal, bad] }), /^PDF Worker .*85 %/);
    const many = Array.from({ length: 7 }, () => bad);
    assert.match(say({ of: 'levels', statuses: many }), / and 3 more$/);
  });

  it('has counts in the order of the runbook, or by name', () => {
    assert.equal(
      say({ of: 'counts', counts: { 'pdf-worker': 3, backend: 1, frontend: 2, redis: 1 } }),
      'Frontend 2, Backend 1, PDF Worker 3',
    );
    assert.equal(say({ of: 'counts', counts: { zeta: 1, alpha: 4 } }), 'alpha 4, zeta 1');
  });

  it('tells of an operation what it does, and what came of it', () => {
    const plan = operationPlan([scaleStage(3, 10, 'pdf-worker')], { services: [] });
    const [running, done] = [operationOf(plan), operationOf(plan, [[41, ended('done', { 'pdf-worker': 10 })]])];
    assert.match(say({ of: 'operation', operation: running }), /^PDF Worker 3 → 10: /);
    assert.match(say({ of: 'operation', operation: done }), /^PDF Worker 3 → 10: done/);
    assert.equal(say({ of: 'pace', operation: done }), 'step by step');
    assert.equal(say({ of: 'watch', operation: done }), 'no watch has begun');
    assert.equal(say({ of: 'record', operation: running }), 'the operation still runs');
    assert.match(say({ of: 'record', operation: done }), /note why is missing/);
    const noted = operationOf(plan, [
      [41, ended('done', {})],
      [50, { event: 'note', by: 'ana', text: 'exams' }],
    ]);
    assert.match(say({ of: 'record', operation: noted }), /“exams”/);
  });

  it('says of a check whose it is where there are several, and when it was verified', () => {
    const check = checkOf('response-time', 'pass', 'worker');
    assert.match(say({ of: 'check', check, others: 0, at: 0 }), /^(?!PDF Worker: ).+$/);
    assert.match(say({ of: 'check', check, others: 2, at: begunAt }), /^so in all 3 services, verified \d\d:\d\d$/);
    const failed = checkOf('response-time', 'fail', 'worker');
    assert.match(say({ of: 'check', check: failed, others: 2, at: begunAt }), /^PDF Worker: .*, verified \d\d:\d\d$/);
  });

  it('says all that several checks have seen', () => {
    const [response, flow] = [checkOf('response-time'), checkOf('flow')];
    const said = [response, flow].map((check) => say({ of: 'check', check, others: 0, at: 0 }));
    const evidences = [response, flow].map((check) => ({ of: 'check', check, others: 0, at: 0 }) as const);
    assert.equal(
      say({ of: 'several', evidences: [...evidences, { of: 'nothing', why: 'before-unknown' }] }),
      [...said, 'how it was before is not known'].join('; '),
    );
  });

  it('lets no word of a file or an engine be more than a line of text', () => {
    const plan = operationPlan([scaleStage(3, 10, 'x', '$(flame)\n[a](command:b)')], { services: [] });
    assert.doesNotMatch(say({ of: 'operation', operation: operationOf(plan) }), /\n|\$\(|\]\(/);
  });
});
