import assert from 'node:assert/strict';
import { checkAlerts } from '../../../../../src/app/verification/checkers/alerts.js';
import { checkErrorRate } from '../../../../../src/app/verification/checkers/errorRate.js';
import { checkFlow } from '../../../../../src/app/verification/checkers/flow.js';
import { checkQueue } from '../../../../../src/app/verification/checkers/queueFalling.js';
import { checkCount, checkReplicas } from '../../../../../src/app/verification/checkers/replicas.js';
import { checkSessions } from '../../../../../src/app/verification/checkers/sessions.js';
import { smallPdf } from '../../../../../src/app/verification/smallPdf.js';
import type { Runbook } from '../../../../../src/core/runbook/runbook.js';
import type { FiringAlert } from '../../../../../src/core/verification/firingAlert.js';
import { fail, ok } from '../../../../../src/util/result.js';
import { figure, measuredOf, measuredService } from '../../../support/measured.js';
import { decisionOf, signalOf } from '../../../support/signals.js';
import { endedOperation } from '../../../support/teamOperations.js';
import { failure } from '../../support/fakeConnection.js';
import { answer, neverAborted, plan, teamReplica, VerificationWorld } from '../../support/verificationWorld.js';

const backends = [1, 2].map((number) => teamReplica('backend', number));
const records = [...backends, teamReplica('frontend', 1), teamReplica('pdf-worker', 1)];
const hostname = (number: number): string => (backends[number - 1]?.containerId ?? '').slice(0, 12);

describe('the count of replicas', () => {
  it('is the one last asked for on this context', async () => {
    const world = new VerificationWorld(...records);
    const ground = await world.ground();
    const id = 'compose:up-schedule-generator/backend';
    await world.wanted.set('there', id, 5);
    assert.equal((await checkCount(plan('count-as-wanted', 'backend'), ground, neverAborted)).verdict, 'pass');
    await world.wanted.set('here', id, 3);
    assert.equal((await checkCount(plan('count-as-wanted', 'backend'), ground, neverAborted)).verdict, 'fail');
  });
});

describe('replicas', () => {
  const check = async (world: VerificationWorld, ...operation: Parameters<VerificationWorld['ground']>) =>
    checkReplicas(plan('replicas-healthy', 'backend'), await world.ground(...operation), neverAborted);

  it('that the kernel killed since the operation began, or lately, are not well', async () => {
    const world = new VerificationWorld(...records);
    const containerId = backends[1]?.containerId ?? '';
    world.ends = ok([{ containerId, at: 1, exitCode: 137, isForMemory: true }]);
    const { verdict, facts } = await check(world);
    assert.deepEqual([verdict, facts.map((fact) => fact.verdict)], ['fail', ['pass', 'fail']]);
    const operation = { ...endedOperation('grow', 'done', undefined), startedAt: 77 };
    await check(world, operation);
    const ids = backends.map((each) => each.containerId);
    const now = world.clock.now();
    assert.deepEqual(world.endsAsked, [
      { ids, sinceAt: now - 100 - 10 * 60_000, untilAt: now - 100 },
      { ids, sinceAt: 77, untilAt: now },
    ]);
  });

  it('are asked after by the clock of their engine, and could not be told where nobody knows it', async () => {
    const world = new VerificationWorld(...records);
    const behindMs = 5 * 60_000;
    world.prepare = (connection) => (connection.time = () => world.clock.now() - behindMs);
    const operation = { ...endedOperation('grow', 'done', undefined), startedAt: 900_000 };
    assert.equal((await check(world, operation)).verdict, 'pass');
    const [asked] = world.endsAsked;
    assert.deepEqual([asked?.sinceAt, asked?.untilAt], [900_000 - behindMs, world.clock.now() - behindMs]);
    world.connection.failures.set('time', failure('refused', 'it does not tell its time'));
    const { verdict, problem } = await check(world, operation);
    assert.equal(verdict, 'unknown');
    assert.match(problem?.reason === 'unreachable' ? problem.detail : '', /clock of the engine.*does not tell/);
    assert.equal(world.endsAsked.length, 1);
  });

  it('are told of by what they are where the engine does not tell what was', async () => {
    const world = new VerificationWorld(...records);
    world.ends = fail(failure('interrupted'));
    assert.equal((await check(world)).verdict, 'pass');
  });
});

describe('a flow', () => {
  const flow = async (world: VerificationWorld, signal = neverAborted) =>
    world.passing(
      checkFlow(plan('flow', '', { id: 'flow/upload', title: 'Upload' }), await world.ground(), signal),
      500,
    );

  it('takes what it was given into the next step, and waits for what takes its time', async () => {
    const world = new VerificationWorld(...records);
    let asked = 0;
    world.onSend = ({ method, url }) => {
      if (method === 'POST') return answer(202, '{"jobId":"j/1"}');
      if (url.includes('/api/jobs/'))
        return answer(200, JSON.stringify({ status: ++asked < 4 ? 'waiting' : 'completed' }));
      return answer(200, '<html>');
    };
    const { verdict, facts } = await flow(world);
    assert.equal(verdict, 'pass');
    assert.equal(asked, 4);
    const [upload, job] = world.sent;
    assert.equal(job?.url, 'http://localhost:3001/api/jobs/j%2F1');
    assert.ok(upload?.body?.as === 'form' && upload.body.file);
    assert.equal(upload.body.fields['pdfType'], 'WEEKLY');
    assert.deepEqual(upload.body.file.bytes, smallPdf());
    assert.ok((facts[1]?.value ?? 0) >= 3000);
  });

  it('ends with the first step that is not as expected, and says what it was answered', async () => {
    const world = new VerificationWorld(...records);
    world.onSend = () => answer(413, '{"error":"too large"}');
    const { verdict, facts } = await flow(world);
    assert.deepEqual([verdict, world.sent.length], ['fail', 1]);
    assert.match(facts[0]?.said ?? '', /HTTP 413.*too large/);
    world.onSend = () => answer(202, '{"ok":true}');
    assert.equal((await flow(world)).verdict, 'fail');
    world.onSend = () => fail('it cannot be reached (ECONNREFUSED)');
    assert.equal((await flow(world)).verdict, 'fail');
  });

  it('does not wait for ever', async () => {
    const world = new VerificationWorld(...records);
    world.onSend = ({ method }) =>
      method === 'POST' ? answer(202, '{"jobId":"1"}') : answer(200, '{"status":"waiting"}');
    const { verdict } = await flow(world);
    assert.equal(verdict, 'fail');
    assert.ok(world.sent.length > 100 && world.sent.length <= 122, String(world.sent.length));
  });

  it('sends nothing more when it is ended', async () => {
    const world = new VerificationWorld(...records);
    const stopper = new AbortController();
    world.onSend = () => {
      stopper.abort();
      return answer(202, '{"jobId":"1"}');
    };
    const { verdict } = await flow(world, stopper.signal);
    assert.deepEqual([verdict, world.sent.length], ['unknown', 1]);
  });

  it('has a PDF in it that is one', () => {
    const text = new TextDecoder('latin1').decode(smallPdf());
    assert.match(text, /^%PDF-1\.4\n/);
    assert.match(text, /%%EOF\n$/);
    const start = Number(/startxref\n(\d+)/.exec(text)?.[1]);
    assert.ok(text.slice(start).startsWith('xref\n0 6\n'));
    const offsets = [...text.matchAll(/^(\d{10}) 00000 n /gm)].map(([, offset]) => Number(offset));
    assert.equal(offsets.length, 5);
    for (const [index, offset] of offsets.entries()) assert.ok(text.slice(offset).startsWith(`${index + 1} 0 obj`));
    const [, length, stream = ''] = /\/Length (\d+) >>\nstream\n([^]*?)\nendstream/.exec(text) ?? [];
    assert.equal(Number(length), stream.length);
  });
});

describe('sessions', () => {
  const sessions = (world: VerificationWorld, accepts: (number: number) => boolean): void => {
    let sent = 0;
    world.onSend = ({ method, headers }) => {
      if (method === 'POST') return answer(201, JSON.stringify({ sessionId: 's1', hostname: hostname(1) }));
      const number = (sent++ % 2) + 1;
      assert.equal(headers['x-session-id'], 's1');
      return accepts(number)
        ? answer(200, JSON.stringify({ sessionId: 's1', hostname: hostname(number) }))
        : answer(401, JSON.stringify({ error: 'unknown', hostname: hostname(number) }));
    };
  };
  const check = async (world: VerificationWorld) =>
    checkSessions(plan('sessions-shared', 'backend'), await world.ground(), neverAborted);

  it('are asked for until every replica has been asked', async () => {
    const world = new VerificationWorld(...records);
    sessions(world, () => true);
    assert.equal((await check(world)).verdict, 'pass');
    assert.equal(world.sent.length, 3);
  });

  it('are not shared where one refuses them', async () => {
    const world = new VerificationWorld(...records);
    sessions(world, (number) => number === 1);
    const { verdict, facts } = await check(world);
    assert.equal(verdict, 'fail');
    assert.ok(
      facts.some(({ of, verdict: each }) => of === backends[1]?.name && each === 'fail'),
      JSON.stringify(facts),
    );
  });

  it('are not asked for without end where answers do not say who gave them', async () => {
    const world = new VerificationWorld(...records);
    world.onSend = ({ method }) => answer(method === 'POST' ? 201 : 200, '{"sessionId":"s1"}');
    await check(world);
    assert.equal(world.sent.length, 41);
  });
});

describe('alerts', () => {
  const alert = (name: string, from: FiringAlert['from'], since?: number): FiringAlert => ({
    name,
    labels: '',
    labelled: {},
    since,
    from,
  });
  const told = (runbook: Runbook): Runbook => ({
    ...runbook,
    verification: { ...runbook.verification, alertmanagerUrl: 'http://localhost:9093' },
  });

  it('are asked of everybody who tells, and of Prometheus for the time before the operation', async () => {
    const world = new VerificationWorld(...records);
    world.alerts = (from) => ok(from === 'prometheus' ? [alert('Old', from)] : []);
    world.alertsThen = ok([alert('Old', 'prometheus'), alert('Gone', 'prometheus')]);
    const operation = { ...endedOperation('one', 'done'), startedAt: 900_000 };
    const ground = await world.ground(operation, told);
    const { facts } = await checkAlerts(plan('alerts', ''), ground, neverAborted);
    assert.deepEqual(world.asked.toSorted(), [
      'alertmanager http://localhost:9093',
      `alerts ${world.clock.now() - 900_000} ms ago http://localhost:9090`,
      'prometheus http://localhost:9090',
    ]);
    assert.deepEqual(facts.find(({ of }) => of === 'Old')?.before, 1);
    assert.deepEqual(facts.find(({ of }) => of === 'Gone')?.value, 0);
  });

  it('are asked of Grafana where a token for it is stored, with it', async () => {
    const world = new VerificationWorld(...records);
    world.secret.set('grafana:http://localhost:3002', 't0ken');
    await checkAlerts(plan('alerts', ''), await world.ground(), neverAborted);
    assert.deepEqual(world.asked, ['prometheus http://localhost:9090', 'grafana http://localhost:3002 bearer t0ken']);
  });

  it('could not be told where one of them does not answer', async () => {
    const world = new VerificationWorld(...records);
    world.alerts = (from) => (from === 'alertmanager' ? fail('it cannot be reached (ECONNREFUSED)') : ok([]));
    const { verdict, problem } = await checkAlerts(
      plan('alerts', ''),
      await world.ground(undefined, told),
      neverAborted,
    );
    assert.deepEqual(
      [verdict, problem],
      ['unknown', { reason: 'unreachable', detail: 'it cannot be reached (ECONNREFUSED)' }],
    );
  });
});

describe('the queue', () => {
  const short = (runbook: Runbook): Runbook => ({
    ...runbook,
    verification: { ...runbook.verification, queueWindowMs: 60_000, queueEveryMs: 5000 },
  });
  const check = async (figures: () => number | undefined) => {
    const world = new VerificationWorld(...records);
    world.figure = figures;
    const before = measuredOf(measuredService('pdf-worker', { figures: [figure('jobsWaiting', 400)] }));
    const ground = await world.ground({ ...endedOperation('one', 'done'), before }, short);
    const beganAt = world.clock.now();
    const finding = await world.passing(checkQueue(plan('queue-falling', 'pdf-worker'), ground, neverAborted));
    return { finding, tookMs: world.clock.now() - beganAt };
  };

  it('is read over the window, and told from one that grows', async () => {
    let waiting = 300;
    const falling = await check(() => (waiting -= 20));
    assert.equal(falling.finding.verdict, 'pass');
    assert.equal(falling.finding.facts[0]?.before, 400);
    assert.ok(falling.tookMs >= 60_000 && falling.tookMs < 70_000);
    const growing = await check(() => (waiting += 20));
    assert.equal(growing.finding.verdict, 'fail');
  });

  it('could not be told where it cannot be read', async () => {
    assert.equal((await check(() => undefined)).finding.verdict, 'unknown');
  });
});

describe('the error rate', () => {
  const decided = (world: VerificationWorld, level: 'normal' | 'critical'): void => {
    const signals = [signalOf('error-rate', level === 'normal' ? 0.1 : 9, { level })];
    const decidedAt = world.clock.now();
    const policies = new Map([
      ['compose:up-schedule-generator/backend', { signals, decision: decisionOf(), againstFewer: [], decidedAt }],
    ]);
    world.store.update({ policies });
  };

  it('is what the rules say once they have looked again', async () => {
    const world = new VerificationWorld(...records);
    const ground = await world.ground();
    decided(world, 'normal');
    await world.clock.advance(1000);
    const checking = checkErrorRate(plan('error-rate', 'backend'), ground, neverAborted);
    await world.clock.advance(1000);
    decided(world, 'critical');
    assert.equal((await checking).verdict, 'fail');
  });

  it('is not waited for longer than there is time', async () => {
    const world = new VerificationWorld(...records);
    const ground = await world.ground();
    const finding = await world.passing(
      checkErrorRate(plan('error-rate', 'backend', { timeoutMs: 10_000 }), ground, neverAborted),
    );
    assert.equal(finding.verdict, 'unknown');
  });
});
