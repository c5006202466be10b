import assert from 'node:assert/strict';
import { bundledRunbook, defaultRunbook } from '../../../../src/core/runbook/bundledRunbook.js';
import { runbookService } from '../../../../src/core/runbook/runbook.js';
import { verificationOf } from '../../../../src/core/runbook/verificationPolicy.js';
import { capture, unmetBy } from '../../../../src/core/verification/flow/examine.js';
import { fillStep, type Names } from '../../../../src/core/verification/flow/fillStep.js';
import { wordIn } from '../../../../src/core/verification/logs/wordIn.js';
import { queueToWatch } from '../../../../src/core/verification/queueToWatch.js';

const { verification } = bundledRunbook;

describe('the verification of the bundled runbook', () => {
  it('has the figures of its sections', () => {
    assert.equal(verification.usageBelowPercent, 60);
    assert.equal(verification.requestsPerReplica, 20);
    assert.equal(verification.queueWindowMs, 30 * verification.queueEveryMs);
    assert.equal(verification.queueEveryMs, 10_000);
    assert.equal(runbookService(bundledRunbook, 'backend')?.healthAverageMs, 500);
    assert.equal(runbookService(bundledRunbook, 'frontend')?.healthAverageMs, 1000);
    assert.equal(verification.balancer?.url, 'http://localhost:8080');
    assert.deepEqual(verificationOf(verification, 'backend')?.servedBy, { by: 'json', path: 'hostname' });
    assert.deepEqual(verificationOf(verification, 'frontend')?.servedBy, { by: 'header', name: 'x-served-by' });
    assert.equal(verificationOf(verification, 'pdf-worker')?.insideUrl, 'http://localhost:5001/health');
    assert.equal(verificationOf(verification, 'constructor'), undefined);
  });

  it('watches the queue of the workers, and calls it short where no rule warns', () => {
    const queue = queueToWatch(bundledRunbook, 'pdf-worker');
    assert.deepEqual([queue?.metric.id, queue?.shortBelow], ['jobsWaiting', 50]);
    assert.equal(queueToWatch(bundledRunbook, 'backend'), undefined);
    assert.equal(queueToWatch(defaultRunbook, 'pdf-worker'), undefined);
  });

  it('knows how the stack and PostgreSQL tell of exhaustion', () => {
    for (const line of [
      'The connection pool is exhausted.',
      'Error: Connection pool exhausted',
      'FATAL:  sorry, too many clients already',
      'FATAL:  remaining connection slots are reserved for roles with the SUPERUSER attribute',
    ]) {
      assert.notEqual(wordIn(line, verification.exhaustionWords), undefined, line);
    }
    assert.equal(wordIn('GET /health 200', verification.exhaustionWords), undefined);
  });

  it('uploads, follows the job and shares a session, given what the stack answers', () => {
    const answer = (status: number, document: unknown) => ({
      status,
      durationMs: 5,
      headers: {},
      text: JSON.stringify(document),
    });
    const [upload] = verification.flows;
    const { session } = verification;
    assert.ok(upload && session);
    const runs = [
      {
        steps: upload.steps,
        answers: [
          answer(202, { jobId: 'j1', status: 'waiting' }),
          answer(200, { jobId: 'j1', status: 'completed' }),
          answer(200, ''),
        ],
      },
      {
        steps: [session.create, session.read],
        answers: [answer(201, { sessionId: 's1' }), answer(200, { sessionId: 's1', visits: 1 })],
      },
    ];
    const sent: string[] = [];
    for (const { steps, answers } of runs) {
      let names: Names = new Map();
      steps.forEach((step, index) => {
        const request = fillStep(step, names);
        const got = answers[index];
        assert.ok(request.ok && got);
        sent.push(`${request.value.method} ${request.value.url} ${JSON.stringify(request.value.headers)}`);
        assert.deepEqual(unmetBy(got, step.expect, names), []);
        const captured = capture(got, step, names);
        assert.ok(captured.ok);
        names = captured.value;
      });
    }
    assert.deepEqual(sent, [
      'POST http://localhost:3001/api/upload {}',
      'GET http://localhost:3001/api/jobs/j1 {}',
      'GET http://localhost:3000/ {}',
      'POST http://localhost:3001/api/session {}',
      'GET http://localhost:3001/api/session {"x-session-id":"s1"}',
    ]);
  });
});

describe('the verification of a stack without a runbook', () => {
  it('has the same figures, and asks nothing that belongs to one stack', () => {
    const { services, balancer, flows, session, alertmanagerUrl, grafanaUrl, ...figures } = defaultRunbook.verification;
    assert.deepEqual(services, {});
    assert.deepEqual(flows, []);
    for (const none of [balancer, session, alertmanagerUrl, grafanaUrl]) assert.equal(none, undefined);
    assert.deepEqual(figures, { ...figures, usageBelowPercent: 60, requestsPerReplica: 20 });
  });
});
