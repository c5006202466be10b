import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { bundledRunbook, defaultRunbook } from '../../../../src/core/runbook/bundledRunbook.js';
import type { Metric, MetricSource } from '../../../../src/core/runbook/metric.js';

const metric = (id: string): Metric => {
  const found = bundledRunbook.metrics.find((one) => one.id === id);
  assert.ok(found, id);
  return found;
};

const sources = (id: string): readonly string[] => metric(id).sources.map(({ from }) => from);

type PrometheusSource = Extract<MetricSource, { readonly from: 'prometheus' }>;
const prometheus = (id: string): PrometheusSource => {
  const source = metric(id).sources.find((one): one is PrometheusSource => one.from === 'prometheus');
  assert.ok(source, id);
  return source;
};

const everyQuery = bundledRunbook.metrics.flatMap(({ id, sources: all }) =>
  all.some(({ from }) => from === 'prometheus') ? [prometheus(id).query] : [],
);

describe('the metrics of the bundled runbook', () => {
  it('are read where their figures are best first', () => {
    assert.deepEqual(Object.fromEntries(bundledRunbook.metrics.map(({ id }) => [id, sources(id).join(' ')])), {
      cpuAverage: 'docker',
      cpuPeak: 'docker',
      memoryAverage: 'docker',
      memoryPeak: 'docker',
      memoryGrowth: 'docker',
      p50: 'prometheus probe',
      p95: 'prometheus probe',
      p99: 'prometheus probe',
      errorRate: 'prometheus probe',
      serverErrors: 'prometheus probe',
      timeouts: 'prometheus probe',
      jobsWaiting: 'json prometheus',
      jobsActive: 'json prometheus',
      queueWait: 'json prometheus',
      processingTime: 'json prometheus',
      activeConnections: 'postgres',
      poolUsage: 'prometheus',
      connectionWait: 'prometheus',
      concurrentUsers: 'prometheus',
    });
  });

  it('are those of every rule, target, condition and row that names one', () => {
    const known = new Set(bundledRunbook.metrics.map(({ id }) => id));
    const { rules, matrix, scaleDown, services } = bundledRunbook;
    const targets = services.flatMap((service) => service.targets);
    const named = [
      ...rules.map((rule) => rule.metric),
      ...matrix.map((row) => row.when.metric),
      ...scaleDown.conditions.map((condition) => condition.metric),
      ...scaleDown.matrix.map((row) => row.metric),
      ...targets.flatMap((target) => (target.rule === 'queue' ? [target.waiting, target.active] : [target.metric])),
    ];
    assert.deepEqual(
      named.filter((name) => name !== undefined && !known.has(name)),
      [],
    );
  });

  it('takes a quantile of the buckets of all replicas, in ms, and none of fewer than fifty requests', () => {
    for (const [id, share] of [
      ['p50', 0.5],
      ['p95', 0.95],
      ['p99', 0.99],
    ] as const) {
      const { query, scale } = prometheus(id);
      assert.ok(
        query.startsWith(`histogram_quantile(${share}, sum by (le) (rate(http_request_duration_seconds_bucket{`),
      );
      assert.ok(query.includes('job="{{service}}"'));
      assert.match(query, /and on \(\) sum\(increase\(http_request_duration_seconds_count\{.*\}\[5m\]\)\) >= 50$/);
      assert.equal(scale, 1000);
    }
  });

  it('takes errors as percent of the requests, of fifty at least, and no counter as zero', () => {
    assert.equal(
      prometheus('serverErrors').query,
      '100 * (sum(increase(http_requests_total{job="{{service}}",status=~"5.."}[5m])) or vector(0)) ' +
        '/ (sum(increase(http_requests_total{job="{{service}}"}[5m])) >= 50)',
    );
    assert.ok(prometheus('timeouts').query.includes('status=~"408|499|504"'));
    assert.ok(prometheus('errorRate').query.includes('status=~"5..|408|429|499"'));
    assert.equal(prometheus('errorRate').scale, 1);
  });

  it('asks the jobs endpoint of the runbook by the names in its answer', () => {
    assert.deepEqual(
      ['jobsWaiting', 'jobsActive', 'queueWait', 'processingTime'].map((id) => metric(id).sources[0]),
      ['waiting', 'active', 'avgWaitMs', 'avgProcessingMs'].map((path) => ({
        from: 'json',
        url: 'http://localhost:3001/api/jobs/metrics',
        path,
        of: undefined,
        scale: 1,
      })),
    );
  });

  it('counts the active connections without the one that asks', () => {
    assert.deepEqual(metric('activeConnections').sources, [
      {
        from: 'postgres',
        query:
          "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND datname = current_database() AND pid <> pg_backend_pid()",
        scale: 1,
      },
    ]);
  });

  it('asks Prometheus for nothing that the stack does not export, but for users', () => {
    const files = ['backend.js', 'pdfWorker.js', 'shared/httpService.js', 'backend/database.js'];
    const exported = files.map((file) => readFileSync(`test/stack/services/${file}`, 'utf8')).join('\n');
    const names = everyQuery.flatMap((query) => query.match(/\b(http|queue|db|job|concurrent)_[a-z_]+/g) ?? []);
    const missing = names.filter((name) => !exported.includes(`'${name.replace(/_(bucket|count|sum)$/, '')}'`));
    assert.ok(names.length > 10);
    assert.deepEqual([...new Set(missing)], ['concurrent_users']);
    const scraped = readFileSync('test/stack/servers/prometheus.yml', 'utf8');
    for (const service of ['frontend', 'backend', 'pdf-worker']) assert.ok(scraped.includes(`job_name: ${service}\n`));
  });

  it('reads CPU and memory of a stack without a runbook from Docker, and nothing else', () => {
    assert.deepEqual(
      defaultRunbook.metrics.map(({ id, services, sources: all }) => [id, services, all]),
      ['cpuAverage', 'cpuPeak', 'memoryAverage', 'memoryPeak', 'memoryGrowth'].map((figure) => [
        figure,
        'all',
        [{ from: 'docker', figure }],
      ]),
    );
  });
});
