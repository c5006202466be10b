import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Operation, OperationResult } from '../../../../src/core/operation/operation.js';
import type { Stage } from '../../../../src/core/operation/stage.js';
import { payloadOf } from '../../../../src/core/team/payload/payloadOf.js';
import type { TeamMessage } from '../../../../src/core/team/teamMessage.js';
import { webhookKinds } from '../../../../src/core/team/webhook.js';
import { endedMessage } from '../../../../src/view/team/endedMessage.js';
import { runMessage } from '../../../../src/view/team/runMessage.js';
import { startedMessage } from '../../../../src/view/team/startedMessage.js';
import { testMessage } from '../../../../src/view/team/testMessage.js';
import { runOf } from '../../support/checklistRuns.js';
import { figure, measuredOf, measuredService } from '../../support/measured.js';
import { endedOperation, operation, operationPlan, scaleStage } from '../../support/teamOperations.js';
import { servicePlan } from '../../support/plans.js';

const worker = (from: number, to: number): Operation =>
  operation('one', {
    plan: operationPlan({
      stages: [scaleStage('pdf-worker', from, to, 'PDF Worker')],
      before: { 'pdf-worker': from },
      after: { 'pdf-worker': to },
    }),
  });

const factsOf = ({ facts }: TeamMessage): Readonly<Record<string, string>> =>
  Object.fromEntries(facts.map(({ name, value }) => [name, value]));

const connections: Stage = {
  stage: 'set-connections',
  serviceId: 'compose:shop/postgres',
  service: 'postgres',
  title: 'postgres',
  from: 100,
  to: 550,
};
const restart: Stage = {
  stage: 'restart',
  serviceId: 'compose:shop/web',
  service: 'web',
  title: 'Web',
  containerIds: ['a', 'b'],
};

describe('what a team reads when an operation begins', () => {
  it('is what changes, for how long, what will be noticed, who and where', () => {
    assert.deepEqual(startedMessage(worker(3, 10)), {
      event: 'started',
      tone: 'plain',
      title: 'Begun: Scale PDF Worker 3 → 10',
      text: 'ann has begun a change of shop. It takes about 5 min. Impact: none expected: replicas are added beside those that run.',
      facts: [
        { name: 'PDF Worker', value: '3 → 10 replicas' },
        { name: 'Expected duration', value: 'about 5 min' },
        { name: 'Impact', value: 'none expected: replicas are added beside those that run' },
        { name: 'By', value: 'ann' },
        { name: 'Docker context', value: 'here' },
      ],
    });
  });

  it('has a service once, however many steps it takes there', () => {
    const stages: readonly Stage[] = [
      scaleStage('web', 1, 3),
      { stage: 'observe', forMs: 60_000, after: 'up' },
      scaleStage('web', 3, 5),
      scaleStage('api', 1, 2),
    ];
    const plan = operationPlan({ stages, before: { web: 1, api: 1 }, after: { web: 5, api: 2 } });
    const message = startedMessage(operation('one', { plan }));
    assert.equal(message.title, 'Begun: web 1 → 5, api 1 → 2');
    assert.deepEqual([factsOf(message)['web'], factsOf(message)['api']], ['1 → 5 replicas', '1 → 2 replicas']);
  });

  it('is called by its purpose where it has one', () => {
    const plan = operationPlan({ kind: 'profile', purpose: '5x traffic' });
    assert.equal(startedMessage(operation('one', { plan })).title, 'Begun: 5x traffic: web 3 → 6');
  });

  it('says the impact of what has one', () => {
    const impactOf = (stages: readonly Stage[], changes: Partial<Operation['plan']> = {}): string | undefined =>
      factsOf(startedMessage(operation('one', { plan: operationPlan({ stages, before: {}, after: {}, ...changes }) })))[
        'Impact'
      ];
    assert.equal(impactOf([connections]), 'the database restarts, about 30 s');
    assert.equal(
      impactOf([connections, scaleStage('web', 1, 3)], { before: { web: 1 }, after: { web: 3 } }),
      'the database restarts, about 30 s',
    );
    assert.equal(
      impactOf([restart]),
      'none expected: replicas restart one after the other, each ready before the next',
    );
    assert.equal(
      impactOf([restart], {
        services: [servicePlan({ title: 'Web', guards: [{ guard: 'only-replica', verdict: 'warn' }] })],
      }),
      'Web is away while its only replica restarts',
    );
    assert.equal(
      impactOf([scaleStage('web', 3, 1)], { before: { web: 3 }, after: { web: 1 } }),
      'none expected: replicas end, each with its own grace period',
    );
    assert.equal(
      impactOf([scaleStage('web', 2, 1), scaleStage('web', 1, 0)], { before: { web: 2 }, after: { web: 0 } }),
      'web stops altogether',
    );
  });

  it('names a database by its connections', () => {
    const message = startedMessage(
      operation('one', { plan: operationPlan({ stages: [connections], before: {}, after: {} }) }),
    );
    assert.deepEqual(
      [message.title, factsOf(message)['postgres']],
      ['Begun: postgres 100 → 550 connections', 'connections 100 → 550'],
    );
  });
});

describe('what a team reads from a checklist', () => {
  it('is what its operation is about to do, does, or has done', () => {
    const ended = endedOperation('one', 'failed', undefined, { plan: worker(3, 10).plan });
    const read = [undefined, worker(3, 10), ended].map((its) => runMessage(runOf(), its, 'ann'));
    assert.deepEqual(
      read.map(({ event, title }) => [event, title]),
      [
        ['planned', 'About to begin: Scale PDF Worker 3 → 10'],
        ['started', 'Begun: Scale PDF Worker 3 → 10'],
        ['ended', 'Failed: Scale PDF Worker 3 → 10'],
      ],
    );
  });
});

describe('what a team reads when an operation has ended', () => {
  const before = measuredOf(
    measuredService('pdf-worker', {
      level: 'critical',
      figures: [figure('cpu', 40), figure('jobs', 263, 'critical', 'jobs'), figure('p95', 2400, 'warning', 'ms')],
    }),
  );
  const after = measuredOf(
    measuredService('pdf-worker', {
      replicas: 10,
      ready: 9,
      figures: [figure('cpu', 30), figure('jobs', 12, 'normal', 'jobs'), figure('p95', undefined)],
    }),
  );
  const worded = (made: Operation): TeamMessage => {
    assert.ok(made.outcome);
    return endedMessage(made, made.outcome);
  };
  const ended = (result: OperationResult, changes: Partial<Operation> = {}): TeamMessage =>
    worded(endedOperation('one', result, after, { plan: worker(3, 10).plan, before, ...changes }));

  it('is how, what runs now, how long it took, and the figures that were an alarm', () => {
    assert.deepEqual(ended('done'), {
      event: 'ended',
      tone: 'good',
      title: 'Done: Scale PDF Worker 3 → 10',
      text: 'The change of shop is done after 1 s.',
      facts: [
        { name: 'PDF Worker', value: '10 replicas now, 9 ready · the jobs 263 → 12 · the p95 2.4 s → unknown' },
        { name: 'Took', value: '1 s' },
        { name: 'By', value: 'ann' },
        { name: 'Docker context', value: 'here' },
      ],
    });
  });

  it('says what went wrong', () => {
    const made = endedOperation('one', 'stopped', undefined, {
      plan: worker(3, 10).plan,
      problem: { reason: 'cancelled' },
    });
    const message = worded(made);
    assert.deepEqual(
      [message.title, message.tone, message.text],
      ['Stopped: Scale PDF Worker 3 → 10', 'bad', 'The change of shop was stopped after 1 s. It was cancelled.'],
    );
  });

  it('of one that was found interrupted says until when it is known, not how long nobody looked', () => {
    const startedAt = Date.UTC(2026, 10, 25, 18, 2);
    const plan = worker(3, 10).plan;
    const stages = [
      { phase: 'unfinished', begunAt: startedAt + 61_000, endedAt: undefined, until: undefined, steps: [] },
    ] as const;
    const outcome = { result: 'interrupted', endedAt: startedAt + 14 * 3_600_000, after: undefined } as const;
    const made = endedOperation('one', 'interrupted', undefined, {
      ...{ plan, startedAt, stages },
      outcome: { ...outcome, problem: { reason: 'interrupted' }, counts: { 'pdf-worker': 5 } },
    });
    const message = worded(made);
    assert.equal(
      message.text,
      'The change of shop was interrupted some time after 2026-11-25 18:03:01 UTC, and is found so now. The window was closed or reloaded, or the extension ended, before all was done.',
    );
    assert.deepEqual(message.facts, [
      { name: 'PDF Worker', value: '5 replicas now' },
      { name: 'Begun', value: '2026-11-25 18:02:00 UTC' },
      { name: 'By', value: 'ann' },
      { name: 'Docker context', value: 'here' },
    ]);
  });

  it('says once that it was cancelled', () => {
    const made = endedOperation('one', 'cancelled', undefined, { problem: { reason: 'cancelled' } });
    assert.equal(worded(made).text, 'The change of shop was cancelled after 1 s.');
  });

  it('has a word for every result, and calls only one of them good', () => {
    const results = ['done', 'stopped', 'failed', 'cancelled', 'interrupted'] as const;
    const messages = results.map((result) => ended(result));
    assert.equal(new Set(messages.map(({ text }) => text)).size, results.length);
    assert.deepEqual(
      messages.map(({ tone }) => tone === 'good'),
      [true, false, false, false, false],
    );
  });

  it('says that a count is not known rather than one that was planned', () => {
    const { plan } = worker(3, 10);
    const made = endedOperation('one', 'failed', undefined, {
      plan,
      outcome: { result: 'failed', problem: undefined, endedAt: 1_000_000, counts: {}, after: undefined },
    });
    assert.equal(factsOf(worded(made))['PDF Worker'], 'wanted: 3 → 10 replicas; how many there are now is not known');
    const database = operationPlan({ stages: [connections], before: {}, after: {} });
    const of = (result: OperationResult): unknown =>
      factsOf(worded(endedOperation('one', result, undefined, { plan: database })))['postgres'];
    assert.deepEqual([of('done'), of('failed')], ['connections 100 → 550', 'wanted: connections 100 → 550']);
  });

  it('shows figures without an alarm where all are, and only known ones', () => {
    const calm = measuredOf(measuredService('pdf-worker', { figures: [figure('p95', undefined), figure('cpu', 40)] }));
    assert.equal(
      factsOf(ended('done', { before: calm }))['PDF Worker'],
      '10 replicas now, 9 ready · the cpu 40 % → 30 %',
    );
    assert.equal(factsOf(ended('done', { before: undefined }))['PDF Worker'], '10 replicas now, 9 ready');
  });
});

describe('a message to a team', () => {
  it('fits into every kind of webhook, whatever things are called and however many there are', () => {
    const name = fc.string({ unit: 'binary', maxLength: 400 });
    const stages = fc.array(
      fc
        .record({ name, from: fc.nat(50), to: fc.nat(50) })
        .map(({ name: title, from, to }, index = 0) => scaleStage(`${title}${index}`, from, to, title)),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(stages, name, name, fc.option(name, { nil: undefined }), (all, by, context, purpose) => {
        const plan = operationPlan({ stages: all, before: {}, after: {}, context, purpose });
        const made = endedOperation('one', 'failed', undefined, { plan, by, problem: { reason: 'cancelled' } });
        assert.ok(made.outcome);
        for (const message of [startedMessage(made), endedMessage(made, made.outcome), testMessage(by)]) {
          assert.ok(message.facts.length <= 12);
          assert.doesNotMatch(JSON.stringify(message), /[\u202e\u2066]/);
          for (const kind of webhookKinds) assert.ok(payloadOf(kind, message).length < 20_000);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('says how many changes it leaves out', () => {
    const all = Array.from({ length: 11 }, (_, index) => scaleStage(`s${index}`, 1, 2));
    const message = startedMessage(operation('one', { plan: operationPlan({ stages: all, before: {}, after: {} }) }));
    assert.deepEqual([factsOf(message)['And'], message.facts.length], ['4 more changes', 12]);
  });
});
