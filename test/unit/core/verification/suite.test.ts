import assert from 'node:assert/strict';
import { bundledRunbook, defaultRunbook } from '../../../../src/core/runbook/bundledRunbook.js';
import type { Runbook } from '../../../../src/core/runbook/runbook.js';
import { checkKinds, quickKinds } from '../../../../src/core/verification/check.js';
import { suiteFor } from '../../../../src/core/verification/suite.js';
import type { VerificationRequest } from '../../../../src/core/verification/verificationRun.js';
import { connectionStage, operationOf, operationPlan } from '../../support/operations.js';
import { replicas, stackOf, teamRecords } from '../../support/stacks.js';

const several = stackOf(
  ...replicas('frontend', 2),
  ...replicas('backend', 3),
  ...replicas('pdf-worker', 3),
  ...replicas('postgres', 1),
  ...replicas('migrate', 1, { state: 'exited', exitCode: 0 }),
);
const single = stackOf(...teamRecords());

const suite = (
  changes: Partial<VerificationRequest> = {},
  stack = several,
  runbook: Runbook = bundledRunbook,
  lastSet: Readonly<Record<string, number>> = {},
) =>
  suiteFor(
    { stackId: stack.id, services: [], pace: 'full', operation: undefined, ...changes },
    stack,
    runbook,
    (service) => lastSet[service],
    undefined,
  );
const ids = (checks: ReturnType<typeof suite>): readonly string[] => checks.map(({ id }) => id);
const services = (checks: ReturnType<typeof suite>, kind: string): readonly string[] =>
  checks.filter((check) => check.kind === kind).map(({ service }) => service);

describe('suiteFor', () => {
  it('has every kind for the stack of the bundled runbook, in the order of its sections, each id once', () => {
    const checks = suite();
    const kinds = [...new Set(checks.map(({ kind }) => kind))];
    assert.deepEqual(kinds, checkKinds);
    assert.equal(new Set(ids(checks)).size, checks.length);
    for (const { timeoutMs } of checks) assert.ok(timeoutMs >= 10_000 && timeoutMs <= 10 * 60_000);
  });

  it('asks of each service what the runbook tells of it', () => {
    const checks = suite();
    const scaled = ['frontend', 'backend', 'pdf-worker'];
    const web = ['frontend', 'backend'];
    for (const [kind, expected] of [
      ['replicas-healthy', [...scaled, 'postgres']],
      ['count-as-wanted', scaled],
      ['health-url', web],
      ['health-inside', scaled],
      ['load-spread', web],
      ['balancer-list', web],
      ['no-sticky', web],
      ['response-time', web],
      ['queue-falling', ['pdf-worker']],
      ['cpu-per-replica', scaled],
      ['memory-per-replica', scaled],
      ['error-rate', web],
      ['connections-within', ['postgres']],
      ['connections-spread', ['backend']],
      ['no-exhaustion', ['backend']],
      ['alerts', ['']],
      ['flow', ['']],
      ['sessions-shared', ['backend']],
      ['no-new-errors', scaled],
    ] as const) {
      assert.deepEqual(services(checks, kind), expected, kind);
    }
  });

  it('requires all but alerts and flows', () => {
    const recommended = suite().filter(({ necessity }) => necessity === 'recommended');
    assert.deepEqual(ids(recommended), ['alerts', 'flow/upload']);
    assert.equal(recommended[1]?.title, 'Upload a PDF');
  });

  it('asks nothing of several replicas where there is one', () => {
    const checks = suite({}, single);
    for (const kind of ['load-spread', 'no-sticky', 'connections-spread', 'sessions-shared']) {
      assert.deepEqual(services(checks, kind), [], kind);
    }
    assert.deepEqual(services(checks, 'balancer-list'), ['frontend', 'backend']);
  });

  it('looks at the database only with a service that opens connections, or after a new limit', () => {
    const worker = suite({ services: ['pdf-worker'] });
    for (const kind of ['connections-within', 'connections-spread', 'no-exhaustion']) {
      assert.deepEqual(services(worker, kind), [], kind);
    }
    assert.deepEqual(services(worker, 'replicas-healthy'), ['pdf-worker']);
    assert.deepEqual(services(suite({ services: ['backend'] }), 'connections-within'), ['postgres']);
    const raised = operationOf(operationPlan([connectionStage(100, 300)], { kind: 'connections' }));
    const request = { stackId: several.id, services: ['postgres'], pace: 'full', operation: raised.id } as const;
    const checks = suiteFor(request, several, bundledRunbook, () => undefined, raised);
    assert.deepEqual(services(checks, 'connections-spread'), ['backend']);
    assert.deepEqual(services(checks, 'connections-within'), ['postgres']);
    assert.deepEqual(services(checks, 'cpu-per-replica'), []);
  });

  it('takes the flows that go through a service that was meant', () => {
    assert.deepEqual(services(suite({ services: ['postgres'] }), 'flow'), []);
    assert.deepEqual(services(suite({ services: ['pdf-worker'] }), 'flow'), ['']);
  });

  it('is counts, health and errors where it has to be quick', () => {
    const checks = suite({ pace: 'quick' });
    assert.deepEqual([...new Set(checks.map(({ kind }) => kind))], quickKinds);
    for (const { timeoutMs } of checks) assert.ok(timeoutMs <= 10_000);
  });

  it('wants only the count of a service that was set to none', () => {
    const checks = suite({ services: ['backend'] }, several, bundledRunbook, { backend: 0 });
    assert.deepEqual(ids(checks), ['count-as-wanted/backend', 'alerts', 'flow/upload']);
  });

  it('looks at replicas, use and logs of any stack without a runbook, and not at jobs that are done', () => {
    const checks = suite({}, several, defaultRunbook);
    assert.deepEqual(
      [...new Set(checks.map(({ kind }) => kind))],
      ['replicas-healthy', 'cpu-per-replica', 'memory-per-replica', 'no-new-errors'],
    );
    assert.deepEqual(services(checks, 'replicas-healthy'), ['backend', 'frontend', 'pdf-worker', 'postgres']);
  });

  it('takes no object of the language for a service of the runbook', () => {
    const odd = stackOf(...replicas('constructor', 2));
    assert.deepEqual(services(suite({}, odd, defaultRunbook), 'health-inside'), []);
  });

  it('gives a wait its time: the window of a queue, the steps of a flow, the requests of many replicas', () => {
    const timeoutOf = (checks: ReturnType<typeof suite>, id: string): number =>
      checks.find((check) => check.id === id)?.timeoutMs ?? 0;
    const checks = suite();
    assert.ok(timeoutOf(checks, 'queue-falling/pdf-worker') > bundledRunbook.verification.queueWindowMs);
    assert.ok(timeoutOf(checks, 'flow/upload') > 120_000);
    const many = suite({}, stackOf(...replicas('backend', 20), ...replicas('frontend', 1)));
    assert.ok(timeoutOf(many, 'load-spread/backend') > timeoutOf(checks, 'load-spread/backend'));
    const slow = suite({}, stackOf(...replicas('backend', 60), ...replicas('frontend', 1)));
    // Four at once, each of which asks two addresses for nine seconds.
    assert.ok(timeoutOf(slow, 'health-inside/backend') > (60 / 4) * 2 * 9000);
  });
});
