import assert from 'node:assert/strict';
import { bundledRunbook, defaultRunbook } from '../../../../src/core/runbook/bundledRunbook.js';
import { limitsOf, runbookService, titleOf } from '../../../../src/core/runbook/runbook.js';

const minute = 60_000;
const day = 24 * 60 * minute;

const targetsOf = (service: string) => runbookService(bundledRunbook, service)?.targets ?? [];

describe('bundledRunbook', () => {
  it('has the service capacity limits of the scaling runbook', () => {
    assert.deepEqual(
      bundledRunbook.services.map(({ name, title, min, baseline, max }) => [name, title, min, baseline, max]),
      [
        ['frontend', 'Frontend', 1, 1, 20],
        ['backend', 'Backend', 1, 1, 20],
        ['pdf-worker', 'PDF Worker', 2, 3, 50],
      ],
    );
  });

  it('asks the health URLs of the two web services, and wants them as fast as the runbook does', () => {
    assert.deepEqual(
      bundledRunbook.services.map(({ healthUrls, healthAverageMs }) => [healthUrls, healthAverageMs]),
      [
        [['http://localhost:3000/'], 1000],
        [['http://localhost:3001/health'], 500],
        [[], undefined],
      ],
    );
  });

  it('has the rules of thumb for how many', () => {
    const steps = {
      rule: 'steps',
      metric: 'cpuAverage',
      steps: [
        { above: 60, replicas: 2 },
        { above: 80, replicas: 3 },
      ],
      otherwise: 1,
    };
    const ratio = { rule: 'ratio', metric: 'cpuAverage', target: 60 };
    const users = { rule: 'per', metric: 'concurrentUsers', perReplica: 500 };
    const queue = {
      rule: 'queue',
      waiting: 'jobsWaiting',
      active: 'jobsActive',
      perReplica: 50,
      floor: 3,
      concurrency: 1,
    };
    assert.deepEqual(targetsOf('frontend'), [users, steps, ratio]);
    assert.deepEqual(targetsOf('backend'), [steps, ratio]);
    assert.deepEqual(targetsOf('pdf-worker'), [queue, ratio]);
  });

  it('knows what a replica takes of memory and of the database', () => {
    assert.deepEqual(
      bundledRunbook.services.map((service) => [service.memoryPerReplicaBytes, service.connectionsPerReplica]),
      [
        [undefined, undefined],
        [undefined, 50],
        [2_147_483_648, undefined],
      ],
    );
    assert.deepEqual(bundledRunbook.postgres, {
      service: 'postgres',
      user: 'schedgen',
      database: 'schedgen',
      reservedConnections: 3,
      connectionBuffer: 50,
    });
    assert.deepEqual(bundledRunbook.prometheus, { url: 'http://localhost:9090', auth: 'none' });
  });

  it('has the nine rows of the decision matrix', () => {
    const worker = ['pdf-worker'];
    assert.deepEqual(
      bundledRunbook.matrix.map(({ when, scale, action, priority }) => [
        when.metric,
        when.service,
        when.above,
        scale,
        action,
        priority,
      ]),
      [
        ['cpuAverage', 'pdf-worker', undefined, worker, 'scale', 'high'],
        ['memoryAverage', 'pdf-worker', undefined, worker, 'scale', 'high'],
        ['jobsWaiting', 'pdf-worker', 200, worker, 'scale', 'high'],
        ['cpuAverage', 'backend', undefined, ['backend'], 'scale', 'high'],
        ['activeConnections', 'backend', 40, ['backend'], 'scale', 'high'],
        ['p95', undefined, 5000, ['backend', 'pdf-worker'], 'scale', 'high'],
        ['cpuAverage', 'frontend', undefined, ['frontend'], 'scale', 'medium'],
        ['errorRate', undefined, 5, 'all', 'scale', 'critical'],
        ['memoryGrowth', undefined, undefined, 'all', 'restart-and-scale', 'critical'],
      ],
    );
  });

  it('scales down when every figure of the runbook has held for 30 minutes, by its matrix and its steps', () => {
    assert.deepEqual(bundledRunbook.scaleDown, {
      conditions: [
        { metric: 'cpuAverage', below: 40 },
        { metric: 'memoryAverage', below: 40 },
        { metric: 'p95', below: 1000 },
        { metric: 'jobsWaiting', below: 20 },
      ],
      holdMs: 30 * minute,
      betweenMs: 10 * minute,
      afterUpMs: 30 * minute,
      spikeAheadMs: 60 * minute,
      afterDeployMs: 60 * minute,
      matrix: [
        { service: 'pdf-worker', replicas: 10, metric: 'jobsWaiting', below: 20, to: 3 },
        { service: 'backend', replicas: 5, metric: 'cpuAverage', below: 30, to: 2 },
        { service: 'frontend', replicas: 3, metric: 'cpuAverage', below: 20, to: 1 },
      ],
    });
    assert.deepEqual(bundledRunbook.rungs, [3, 10, 20, 30]);
  });

  it('has the times of the week, the nights of a weekend before its days', () => {
    const { businessHours, windows, timeZone, actAlone } = bundledRunbook.schedule;
    assert.deepEqual(businessHours, { days: [1, 2, 3, 4, 5], from: 540, to: 1020 });
    assert.deepEqual(
      windows.map(({ days, from, to, effect }) => [days.join(''), from / 60, to / 60, effect]),
      [
        ['1', 8, 10, { effect: 'more', percent: 50 }],
        ['12345', 9, 17, { effect: 'keep' }],
        ['1234567', 0, 6, { effect: 'minimum' }],
        ['67', 0, 24, { effect: 'baseline' }],
      ],
    );
    assert.deepEqual([timeZone, actAlone], [undefined, false]);
  });

  it('knows how long before what to scale', () => {
    const leads = bundledRunbook.schedule.kinds.map(({ id, lead }) => [id, lead.earliestMs / day, lead.latestMs / day]);
    assert.deepEqual(leads, [
      ['registration', 3, 2],
      ['exams', 1, 1],
      ['semester', 7, 7],
      ['campaign', 1, 1],
      ['release', 1, 1],
    ]);
  });

  it('has the profiles of the strategies and the scenarios, each within the limits', () => {
    assert.deepEqual(Object.fromEntries(bundledRunbook.profiles.map(({ id, counts }) => [id, counts])), {
      '2x': { frontend: 2, backend: 2, 'pdf-worker': 6 },
      '5x': { frontend: 3, backend: 5, 'pdf-worker': 15 },
      '10x': { frontend: 5, backend: 10, 'pdf-worker': 30 },
      spike: { frontend: 2, backend: 3, 'pdf-worker': 10 },
      'queue-500': { 'pdf-worker': 20 },
      'queue-200': { 'pdf-worker': 15 },
      'queue-building': { 'pdf-worker': 10 },
      'api-load': { backend: 3 },
      'memory-pressure': {},
      'memory-pressure-persists': { 'pdf-worker': 2 },
    });
  });

  it('links the four dashboards and names the three contacts', () => {
    assert.deepEqual(
      bundledRunbook.dashboards.map(({ title, url }) => `${title} ${url}`),
      [
        'System Overview http://localhost:3002/d/system-overview',
        'Job Processing http://localhost:3002/d/job-processing',
        'Resource Utilization http://localhost:3002/d/resource-utilization',
        'Traefik Dashboard http://localhost:8080',
      ],
    );
    assert.deepEqual(
      bundledRunbook.contacts.map(({ role }) => role),
      ['On-Call Engineer', 'Engineering Lead', 'System Administrator'],
    );
  });

  it('does not let services be scaled that it does not name', () => {
    assert.equal(limitsOf(bundledRunbook, 'postgres'), undefined);
    assert.equal(runbookService(bundledRunbook, 'postgres'), undefined);
    assert.equal(limitsOf(bundledRunbook, 'pdf-worker')?.max, 50);
    assert.deepEqual(limitsOf(defaultRunbook, 'anything'), { min: 1, max: 50 });
  });

  it('calls services by their title, and others by their name', () => {
    assert.equal(titleOf(bundledRunbook, 'pdf-worker'), 'PDF Worker');
    assert.equal(titleOf(bundledRunbook, 'redis'), 'redis');
    assert.equal(titleOf(defaultRunbook, 'pdf-worker'), 'pdf-worker');
  });
});
