import assert from 'node:assert/strict';
import { runGround } from '../../../../../src/app/checklist/runGround.js';
import type { Finding } from '../../../../../src/core/checklist/checks/finding.js';
import { lookAt } from '../../../../../src/core/checklist/checks/lookAt.js';
import type { PlannedGuard } from '../../../../../src/core/operation/plan/operationPlan.js';
import { runOf, workerSubject } from '../../../support/checklistRuns.js';
import { begunAt, ended, operationOf, operationPlan, scaleStage } from '../../../support/operations.js';
import { liveState, replicas, teamRecords } from '../../../support/stacks.js';
import type { Check } from '../../../../../src/core/verification/check.js';
import { factOf } from '../../../../../src/core/verification/fact.js';
import { checkOf, made, verificationWith } from '../../../support/verifications.js';
import {
  now,
  memory,
  type Given,
  rules,
  groundOf,
  bound,
  see,
  verdict,
  operated,
  wholeVerification,
} from '../../../support/checklistGround.js';

describe('what a machine sees of a verification and of a whole stack', () => {
  it('takes the worst of a verification’s checks of the kind, of services that it is about', () => {
    const verified = (
      changes: Partial<Parameters<typeof verificationWith>[1]>,
      ...checks: readonly Check[]
    ): Given => ({
      subject: { target: undefined },
      state: {
        verifications: [
          verificationWith(made(...checks), {
            context: 'local',
            request: { stackId: 'compose:team', services: [], pace: 'full', operation: undefined },
            startedAt: begunAt + 5000,
            ...changes,
          }),
        ],
      },
    });
    const one = checkOf('response-time', 'pass', 'pdf-worker');
    assert.equal(verdict('response-time', verified({}, one)), 'pass');
    assert.equal(verdict('response-time', verified({}, one, checkOf('response-time', 'fail', 'pdf-worker'))), 'fail');
    assert.equal(
      verdict('response-time', verified({}, one, checkOf('response-time', 'unknown', 'pdf-worker'))),
      'unknown',
    );
    assert.equal(verdict('response-time', verified({}, one, checkOf('response-time', 'fail', 'backend'))), 'pass');
    assert.equal(verdict('load-spread', verified({}, one)), 'not-needed');
    assert.equal(verdict('response-time', verified({ startedAt: begunAt - 5000 }, one)), 'not-yet');
    assert.equal(verdict('load-spread', verified({ endedAt: undefined }, one)), 'not-yet');
    assert.equal(verdict('response-time', verified({ context: 'other' }, one)), 'not-yet');
  });

  it('passes several checks only where all of them do, and shows the first that does not', () => {
    const checks = (...made: readonly Check[]): Given => ({
      subject: { target: undefined },
      state: { verifications: [wholeVerification(...made)] },
    });
    const look = (ids: readonly string[], given: Given): Finding | undefined => lookAt(bound(ids), groundOf(given));
    const [spread, listed] = (['pass', 'fail'] as const).map((said) => checkOf('load-spread', said, 'pdf-worker'));
    const list = (said: 'pass' | 'fail' | 'unknown'): Check => checkOf('balancer-list', said, 'pdf-worker');
    assert.ok(spread && listed);
    const both = ['load-spread', 'balancer-list'];
    const passed = look(both, checks(spread, list('pass')));
    assert.deepEqual([passed?.verdict, passed?.evidence.of], ['pass', 'several']);
    for (const said of ['fail', 'unknown'] as const) {
      const found = look(both, checks(spread, list(said)));
      const kind = found?.evidence.of === 'check' ? found.evidence.check.kind : undefined;
      assert.deepEqual([found?.verdict, kind], [said, 'balancer-list']);
    }
    assert.equal(look(both, checks(listed, list('unknown')))?.verdict, 'fail');
    // Of what there is no check, nothing is wanted; what nobody can see never passes.
    assert.equal(look(both, checks(spread))?.verdict, 'pass');
    assert.equal(look(both, checks(checkOf('flow')))?.verdict, 'not-needed');
    assert.equal(look(['load-spread', 'no-such-check'], checks(spread)), undefined);
    assert.equal(look(['team-told', 'load-spread'], checks(spread)), undefined);
  });

  it('takes response times that were better before for worse, whatever their bound', () => {
    const slower = (value: number, before: number | undefined, said: 'pass' | 'fail' = 'pass'): Finding | undefined =>
      see('response-no-slower', {
        subject: { target: undefined },
        state: {
          verifications: [
            wholeVerification(
              checkOf('response-time', said, 'pdf-worker', {
                facts: [factOf('average', said, { value, unit: 'ms', bound: 500, before })],
              }),
            ),
          ],
        },
      });
    assert.equal(slower(200, 300)?.verdict, 'pass');
    assert.equal(slower(305, 300)?.verdict, 'pass');
    const worse = slower(400, 300);
    assert.deepEqual([worse?.verdict, worse?.evidence.of], ['fail', 'check']);
    assert.equal(slower(600, 900, 'fail')?.verdict, 'fail');
    const unknown = slower(400, undefined);
    assert.deepEqual([unknown?.verdict, unknown?.evidence.of], ['pass', 'several']);
  });

  it('sees by the engine alone whether replicas are healthy, and waits for those that an operation starts', () => {
    assert.equal(verdict('replicas-healthy', { subject: { target: undefined } }), 'pass');
    // Of a run that is to change a count it proves the change, and there was none yet.
    assert.equal(verdict('replicas-healthy', { subject: workerSubject }), 'not-yet');
    const sick = teamRecords().map((record) =>
      record.service === 'pdf-worker' && record.number === 2 ? { ...record, health: 'unhealthy' as const } : record,
    );
    const look = (given: Given): string | undefined => {
      const live = liveState(sick, { ...given.state, policies: rules('normal') });
      const ground = runGround(runOf([], given.subject), live, now, { guards: undefined, isTold: () => false });
      assert.ok(ground);
      return lookAt(bound(['replicas-healthy']), ground)?.verdict;
    };
    assert.equal(look({ subject: { target: undefined } }), 'fail');
    assert.equal(look(operated()), 'not-yet');
    assert.equal(look(operated([9, ended('done', { 'pdf-worker': 10 })])), 'fail');
  });

  it('takes no replicas for healthy before all of them are there and the operation is over', () => {
    const look = (count: number, given: Given): Finding | undefined => {
      const all = [
        ...teamRecords().filter(({ service }) => service !== 'pdf-worker'),
        ...replicas('pdf-worker', count, { project: 'team' }),
      ];
      const live = liveState(all, { ...given.state, policies: rules('normal') });
      const ground = runGround(runOf([], given.subject), live, now, { guards: undefined, isTold: () => false });
      assert.ok(ground);
      return lookAt(bound(['replicas-healthy']), ground);
    };
    const done = operated([9, ended('done', { 'pdf-worker': 10 })]);
    assert.deepEqual([look(3, operated())?.verdict, look(3, operated())?.evidence.of], ['not-yet', 'replicas']);
    assert.deepEqual([look(10, operated())?.verdict, look(10, operated())?.evidence.of], ['not-yet', 'check']);
    assert.deepEqual([look(9, done)?.verdict, look(10, done)?.verdict], ['not-yet', 'pass']);
  });

  it('counts for a whole stack a verification of all that its operation changed', () => {
    const plan = operationPlan([scaleStage(1, 2, 'frontend'), scaleStage(3, 6, 'pdf-worker')], {
      context: 'local',
      stackId: 'compose:team',
    });
    const look = (services: readonly string[], operation?: string): string | undefined => {
      const { request, ...verification } = wholeVerification(checkOf('load-spread', 'pass', 'frontend'));
      const state = {
        operations: [operationOf(plan, [[4, ended('done', {})]])],
        verifications: [{ ...verification, request: { ...request, services } }],
      };
      return verdict('load-spread', { subject: { service: '', target: undefined, operation }, state });
    };
    assert.equal(look(['frontend', 'pdf-worker'], 'op-1'), 'pass');
    assert.equal(look([], 'op-1'), 'pass');
    assert.equal(look(['frontend'], 'op-1'), 'not-yet');
    assert.equal(look(['frontend', 'pdf-worker']), 'not-yet');
  });

  it('takes of a whole stack the direction and what was judged before from its operation', () => {
    const whole = (to: number, workers: number, guards: readonly PlannedGuard[] = []): Given => ({
      subject: { service: '', from: undefined, target: undefined, operation: 'op-1' },
      state: {
        operations: [
          operationOf(
            operationPlan([scaleStage(2, to, 'frontend'), scaleStage(3, workers, 'pdf-worker')], {
              context: 'local',
              stackId: 'compose:team',
              guards,
            }),
          ),
        ],
      },
    });
    const applies = (given: Given): readonly unknown[] =>
      ['up', 'down'].map((when) => verdict('counts-noted', given, when));
    assert.deepEqual(applies(whole(4, 6)), ['pass', 'not-needed']);
    assert.deepEqual(applies(whole(1, 2)), ['not-needed', 'pass']);
    assert.deepEqual(applies(whole(4, 2)), ['pass', 'pass']);
    assert.deepEqual(applies({ subject: { service: '', target: undefined } }), ['pass', 'pass']);
    assert.equal(verdict('replicas-appeared', whole(1, 2)), 'not-needed');
    assert.equal(verdict('host-resources', whole(4, 6, [memory({})])), 'pass');
    assert.equal(verdict('host-resources', whole(4, 6, [memory({ verdict: 'warn', free: 11e9 })])), 'fail');
    assert.equal(verdict('database-connections', whole(4, 6)), 'not-needed');
    assert.equal(verdict('calm', whole(4, 6)), 'not-needed');
    assert.equal(see('decision-justified', whole(4, 6)), undefined);
    const none = see('host-resources', { subject: { service: '', target: undefined } });
    assert.deepEqual(none, { verdict: 'not-yet', evidence: { of: 'nothing', why: 'no-plan' } });
  });
});
