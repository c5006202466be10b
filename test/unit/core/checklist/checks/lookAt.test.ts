import assert from 'node:assert/strict';
import { runGround } from '../../../../../src/app/checklist/runGround.js';
import { checklistCheckIds } from '../../../../../src/core/checklist/bindings.js';
import type { Finding } from '../../../../../src/core/checklist/checks/finding.js';
import type { RunGround } from '../../../../../src/core/checklist/checks/ground.js';
import { lookAt } from '../../../../../src/core/checklist/checks/lookAt.js';
import type { Binding } from '../../../../../src/core/checklist/document.js';
import type { RunSubject } from '../../../../../src/core/checklist/run.js';
import type { LiveState } from '../../../../../src/core/live/liveState.js';
import type { PlannedGuard } from '../../../../../src/core/operation/operationPlan.js';
import type { Refusal } from '../../../../../src/core/policy/decision.js';
import type { Level } from '../../../../../src/core/policy/level.js';
import type { Guard, HostGuard } from '../../../../../src/core/scaling/guards/guard.js';
import { runOf, workerSubject } from '../../../support/checklistRuns.js';
import { begunAt, ended, operationOf, operationPlan, scaleStage } from '../../../support/operations.js';
import { decisionOf, signalOf } from '../../../support/signals.js';
import { liveState, replicas, teamRecords } from '../../../support/stacks.js';
import type { Check } from '../../../../../src/core/verification/check.js';
import { factOf } from '../../../../../src/core/verification/fact.js';
import type { Verification } from '../../../../../src/core/verification/verificationRun.js';
import { checkOf, made, verificationWith } from '../../../support/verifications.js';

const now = begunAt + 60_000;
const guardOf = (guard: Guard): PlannedGuard => ({ title: 'PDF Worker', guard });
const memory = (changes: Partial<HostGuard>): PlannedGuard =>
  guardOf({
    guard: 'host-memory',
    verdict: 'pass',
    needed: 14e9,
    free: 20e9,
    total: 32e9,
    atMost: false,
    refused: undefined,
    unknown: [],
    problems: [],
    fits: [],
    spared: [],
    ...changes,
  });

interface Given {
  readonly subject?: Partial<RunSubject>;
  readonly state?: Partial<LiveState>;
  readonly guards?: readonly PlannedGuard[];
  readonly told?: readonly ('beginning' | 'end')[];
}

/** The rules as they are, by level, for the worker. */
const rules = (
  level: Level,
  changes: Partial<Parameters<typeof decisionOf>[0]> = {},
  againstFewer: readonly Refusal[] = [],
) =>
  new Map(
    ['pdf-worker', 'backend', 'frontend'].map((service) => [
      `compose:team/${service}`,
      {
        signals: [signalOf('cpu-average', level === 'unknown' ? undefined : 263, { level })],
        decision: decisionOf(changes),
        againstFewer,
        decidedAt: now,
      },
    ]),
  );

function groundOf({ subject, state, guards, told = [] }: Given = {}): RunGround {
  const run = runOf([], subject);
  const live = liveState(teamRecords(), { policies: rules('normal'), ...state });
  const ground = runGround(run, live, now, { guards, isTold: (_operation, what) => told.includes(what) });
  assert.ok(ground);
  return ground;
}

const bound = (check: readonly string[], when: readonly string[] = []): Binding => ({ check, action: undefined, when });
const see = (check: string, given: Given = {}, when?: string): Finding | undefined =>
  lookAt(bound([check], when === undefined ? [] : [when]), groundOf(given));
const verdict = (check: string, given: Given = {}, when?: string): string | undefined =>
  see(check, given, when)?.verdict;

const scaling = operationPlan([scaleStage(3, 10, 'pdf-worker')], {
  context: 'local',
  stackId: 'compose:team',
  services: [],
  after: { 'pdf-worker': 10 },
});
const operated = (...told: NonNullable<Parameters<typeof operationOf>[1]>): Given => ({
  subject: { operation: 'op-1' },
  state: { operations: [operationOf(scaling, told)] },
});

/** A full one after the run has begun. */
const wholeVerification = (...checks: readonly Check[]): Verification =>
  verificationWith(made(...checks), {
    context: 'local',
    request: { stackId: 'compose:team', services: [], pace: 'full', operation: undefined },
    startedAt: begunAt + 5000,
  });

describe('what a machine sees of an item', () => {
  it('is something for every check there is, as long as nothing has been scaled', () => {
    // Nobody but a person knows whether the team was told, where no webhook took a message.
    const without = checklistCheckIds.filter((id) => see(id) === undefined);
    assert.deepEqual(without, ['team-told', 'team-told-end']);
    assert.equal(see('no-such-check'), undefined);
    assert.equal(verdict('team-told', { told: ['beginning'], ...operated() }), 'pass');
  });

  it('takes what the team was told of the beginning for nothing of the end, and the other way round', () => {
    for (const [what, check, other] of [
      ['beginning', 'team-told', 'team-told-end'],
      ['end', 'team-told-end', 'team-told'],
    ] as const) {
      assert.equal(verdict(check, { told: [what], ...operated() }), 'pass');
      assert.equal(see(other, { told: [what], ...operated() }), undefined);
      const event = what === 'end' ? 'team-told-end' : 'team-told';
      const run = runOf([[9, { event, by: 'ana' }]]);
      const ground = runGround(run, liveState(teamRecords()), now, { guards: undefined, isTold: () => false });
      assert.ok(ground);
      const looked = (id: string): string | undefined => lookAt(bound([id]), ground)?.verdict;
      assert.deepEqual([looked(check), looked(other)], ['pass', undefined]);
    }
  });

  it('is nothing of a stack of another context, and nothing without its stack', () => {
    const live = liveState(teamRecords());
    const besides = { guards: undefined, isTold: () => false };
    assert.equal(runGround(runOf([], { context: 'other' }), live, now, besides), undefined);
    assert.equal(runGround(runOf([], { stackId: 'compose:gone' }), live, now, besides), undefined);
  });

  it('says of a decision whether it calls for the change, in its direction', () => {
    const up = decisionOf({ state: 'prepare' });
    const given = (changes: Parameters<typeof decisionOf>[0], subject: Partial<RunSubject> = {}): Given => ({
      subject,
      state: { policies: rules('warning', changes) },
    });
    assert.equal(up.state, 'prepare');
    for (const state of ['prepare', 'scale-proactively', 'scale-now'] as const) {
      assert.equal(verdict('decision-justified', given({ state })), 'pass', state);
      assert.equal(verdict('decision-held', given({ state })), 'pass', state);
      assert.equal(verdict('decision-justified', given({ state }, { target: 1 })), 'fail', state);
    }
    for (const state of ['steady', 'watching'] as const)
      assert.equal(verdict('decision-justified', given({ state })), 'fail');
    assert.equal(verdict('decision-justified', given({ state: 'scale-down-possible' })), 'fail');
    assert.equal(verdict('decision-justified', given({ state: 'scale-down-possible' }, { target: 1 })), 'pass');
  });

  it('is unknown where the rules have not looked lately, never a pass', () => {
    const given: Given = { state: { policies: new Map() } };
    for (const check of [
      'metrics-known',
      'decision-justified',
      'decision-held',
      'no-spike-expected',
      'outside-busy-hours',
    ])
      assert.equal(verdict(check, given), 'unknown', check);
    assert.equal(verdict('metrics-known', { state: { policies: rules('unknown') } }), 'unknown');
    assert.equal(verdict('metrics-known'), 'pass');
  });

  it('has the counts as they were when the run began', () => {
    assert.deepEqual(see('counts-noted'), {
      verdict: 'pass',
      evidence: { of: 'counts', counts: { frontend: 1, backend: 1, 'pdf-worker': 3 } },
    });
  });

  it('takes room and connections from the guards of a plan, and counts no doubt as a pass', () => {
    assert.equal(verdict('host-resources'), 'not-yet');
    assert.equal(verdict('host-resources', { guards: [memory({})] }), 'pass');
    assert.equal(verdict('host-resources', { guards: [memory({ verdict: 'block', free: 11e9 })] }), 'fail');
    assert.equal(verdict('host-resources', { guards: [memory({ verdict: 'warn', free: undefined })] }), 'unknown');
    assert.equal(verdict('host-resources', { guards: [memory({ verdict: 'warn', free: 11e9 })] }), 'fail');
    assert.equal(verdict('host-resources', { guards: [memory({})], subject: { target: undefined } }), 'not-yet');
    assert.equal(verdict('database-connections', { guards: [memory({})] }), 'not-needed');
    const asked = { guard: 'connections', service: 'backend', title: 'Backend' } as const;
    const doubt = guardOf({ ...asked, verdict: 'warn', known: false, problem: 'psql is not there' });
    assert.equal(verdict('database-connections', { guards: [doubt] }), 'unknown');
  });

  it('says what speaks against fewer replicas', () => {
    const against = (refusal: Refusal): Given => ({
      subject: { target: 1 },
      state: { policies: rules('normal', {}, [refusal]) },
    });
    const spike: Refusal = { refusal: 'spike-expected', title: 'Exams', at: now, count: 10, until: undefined };
    assert.equal(verdict('no-spike-expected', against(spike)), 'fail');
    assert.equal(verdict('outside-busy-hours', against(spike)), 'pass');
    assert.equal(verdict('no-spike-expected', against({ refusal: 'calendar-unknown', until: undefined })), 'unknown');
    assert.equal(verdict('outside-busy-hours', against({ refusal: 'business-hours', until: undefined })), 'fail');
    assert.equal(verdict('calm', { subject: { target: 10 } }), 'not-needed');
    const calm = guardOf({ guard: 'calm', verdict: 'block', service: 'pdf-worker', known: true, against: [], at: now });
    assert.equal(verdict('calm', { subject: { target: 1 }, guards: [calm] }), 'fail');
  });

  it('looks no more at what is judged before, once the operation has begun', () => {
    for (const check of ['decision-justified', 'decision-held', 'host-resources', 'database-connections', 'calm'])
      assert.equal(see(check, operated()), undefined, check);
    assert.equal(verdict('counts-noted', operated()), 'pass');
  });

  it('follows the operation from its beginning to the end of its watch', () => {
    for (const check of [
      'operation-started',
      'operation-done',
      'replicas-appeared',
      'gradual',
      'watched',
      'written-down',
    ])
      assert.equal(verdict(check), 'not-yet', check);
    assert.equal(verdict('operation-started', operated()), 'pass');
    assert.equal(verdict('operation-done', operated()), 'not-yet');
    assert.equal(verdict('replicas-appeared', operated()), 'not-yet');
    assert.equal(verdict('operation-done', operated([9, ended('done', { 'pdf-worker': 10 })])), 'pass');
    for (const result of ['stopped', 'failed', 'cancelled', 'interrupted'] as const)
      assert.equal(verdict('operation-done', operated([9, ended(result, { 'pdf-worker': 5 })])), 'fail', result);
    assert.equal(verdict('replicas-appeared', operated([9, ended('failed', { 'pdf-worker': 3 })])), 'fail');
    const all = [
      ...teamRecords().filter(({ service }) => service !== 'pdf-worker'),
      ...replicas('pdf-worker', 10, { project: 'team' }),
    ];
    const grown = operated();
    const live = liveState(all, { ...grown.state, policies: rules('normal') });
    const ground = runGround(runOf([], grown.subject), live, now, { guards: undefined, isTold: () => false });
    assert.ok(ground);
    assert.equal(lookAt(bound(['replicas-appeared']), ground)?.verdict, 'pass');
  });

  it('takes a watch for over only when it is', () => {
    const begun = [10, { event: 'watch-begun', until: begunAt + 3_600_000, everyMs: 600_000 }] as const;
    const done = [9, ended('done', { 'pdf-worker': 10 })] as const;
    assert.equal(verdict('watched', operated(done)), 'not-yet');
    assert.equal(verdict('watched', operated(done, begun)), 'not-yet');
    for (const [said, expected] of [
      ['calm', 'pass'],
      ['worse', 'fail'],
      ['unknown', 'unknown'],
      ['ended-early', 'unknown'],
    ] as const)
      assert.equal(verdict('watched', operated(done, begun, [99, { event: 'watch-ended', verdict: said }])), expected);
  });

  it('wants a note on why, to call it written down', () => {
    const done = [9, ended('done', { 'pdf-worker': 10 })] as const;
    assert.equal(verdict('written-down', operated(done)), 'not-yet');
    assert.equal(verdict('written-down', operated(done, [20, { event: 'note', by: 'ana', text: 'exams' }])), 'pass');
  });

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

  it('says what does not apply, and why', () => {
    assert.deepEqual(see('team-told', {}, 'database'), {
      verdict: 'not-needed',
      evidence: { of: 'nothing', why: 'no-connections' },
    });
    assert.equal(see('team-told', { subject: { service: 'backend' } }, 'database'), undefined);
    assert.equal(see('team-told', {}, 'queue'), undefined);
    assert.equal(verdict('team-told', { subject: { service: 'frontend' } }, 'queue'), 'not-needed');
    assert.equal(verdict('team-told', {}, 'down'), 'not-needed');
    assert.equal(see('team-told', { subject: { target: 1 } }, 'down'), undefined);
    assert.equal(verdict('team-told', { subject: { target: 1 } }, 'up'), 'not-needed');
    const both = (subject: Partial<RunSubject>): Finding | undefined =>
      lookAt(bound(['counts-noted'], ['up', 'queue']), groundOf({ subject }));
    assert.equal(both({})?.verdict, 'pass');
    assert.equal(both({ target: 1 })?.verdict, 'not-needed');
    assert.equal(both({ service: 'frontend' })?.verdict, 'not-needed');
  });
});
