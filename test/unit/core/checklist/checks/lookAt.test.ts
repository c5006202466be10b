import assert from 'node:assert/strict';
import { runGround } from '../../../../../src/app/checklist/runGround.js';
import { checklistCheckIds } from '../../../../../src/core/checklist/bindings.js';
import type { Finding } from '../../../../../src/core/checklist/checks/finding.js';
import { lookAt } from '../../../../../src/core/checklist/checks/lookAt.js';
import type { RunSubject } from '../../../../../src/core/checklist/run.js';
import type { Refusal } from '../../../../../src/core/policy/decision.js';
import { runOf } from '../../../support/checklistRuns.js';
import { begunAt, ended } from '../../../support/operations.js';
import { decisionOf } from '../../../support/signals.js';
import { liveState, replicas, teamRecords } from '../../../support/stacks.js';
import {
  now,
  guardOf,
  memory,
  type Given,
  rules,
  groundOf,
  bound,
  see,
  verdict,
  operated,
} from '../../../support/checklistGround.js';

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
