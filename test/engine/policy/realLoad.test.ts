import assert from 'node:assert/strict';
import { bundledRunbook } from '../../../src/core/runbook/bundledRunbook.js';
import type { MetricSource } from '../../../src/core/runbook/metric.js';
import type { Runbook } from '../../../src/core/runbook/runbook.js';
import { loadAgent, upload } from '../../stack/loadRequests.mjs';
import { claimStack } from '../../stack/claimStack.mjs';
import { stackAddresses } from '../../stack/stackProject.mjs';
import { stackDown } from '../../stack/stackDown.mjs';
import { stackUp } from '../../stack/stackUp.mjs';
import { until } from '../support/connection.js';
import { keepAsking } from '../support/keepAsking.js';
import { LivePieces } from './livePieces.js';

/** The runbook's queries look back five minutes, which is how long a test would have to wait for each way back. */
const short = (source: MetricSource): MetricSource =>
  source.from === 'prometheus' ? { ...source, query: source.query.replaceAll('[5m]', '[30s]') } : source;
/** So is the minute that a level takes to be cleared. */
const clearMs = 10_000;
const runbook: Runbook = {
  ...bundledRunbook,
  origin: 'file',
  metrics: bundledRunbook.metrics.map((metric) => ({ ...metric, sources: metric.sources.map(short) })),
  rules: bundledRunbook.rules.map((rule) => ({
    ...rule,
    warning: rule.warning && { ...rule.warning, clearMs: Math.min(rule.warning.clearMs, clearMs) },
    critical: rule.critical && { ...rule.critical, clearMs: Math.min(rule.critical.clearMs, clearMs) },
  })),
};
const backend = 'compose:up-schedule-generator/backend';
const worker = 'compose:up-schedule-generator/pdf-worker';

describe('the rules of the runbook under real load', function () {
  this.timeout(400_000);
  let release: () => void;
  let live: LivePieces;
  const addresses = stackAddresses();

  before(async function () {
    this.timeout(1_800_000);
    release = await claimStack();
    await stackUp({ tell: () => undefined });
    live = await LivePieces.start([{ runbook, folder: '/nowhere' }]);
  });

  after(async () => {
    live.stop();
    await stackDown({ tell: () => undefined });
    release();
  });

  const reach = (serviceId: string, rule: string, level: string, timeoutMs = 90_000): Promise<void> =>
    until(
      `${rule} ${level}; so far ${live.levels.get(`${serviceId} ${rule}`)?.join(', ') ?? 'nothing'}`,
      () => live.levelOf(serviceId, rule) === level,
      timeoutMs,
    );

  const during = async (
    url: string | readonly string[],
    atOnce: number,
    check: () => Promise<unknown>,
    pauseMs = 0,
  ): Promise<void> => {
    const end = new AbortController();
    const load = keepAsking([url].flat(), atOnce, pauseMs, end.signal);
    try {
      await check();
    } finally {
      end.abort();
      await load;
    }
  };

  it('knows of every service that it is normal while nothing happens', async () => {
    for (const rule of ['cpu-average', 'cpu-peak', 'memory-average', 'memory-peak']) {
      await reach(backend, rule, 'normal');
      await reach(worker, rule, 'normal');
    }
    await reach(worker, 'jobs-waiting', 'normal');
    await reach(backend, 'active-connections', 'normal');
  });

  it('sees the queue go through warning to critical, and recommends a worker for 50 waiting jobs', async () => {
    const agent = loadAgent();
    const uploads = async (amount: number): Promise<void> => {
      for (let sent = 0; sent < amount; sent += 20)
        await Promise.all(Array.from({ length: 20 }, (_, index) => upload(addresses.backend, agent, sent + index)));
    };
    // Fewer than the critical bound, and so many that the workers leave enough of them until they are next counted.
    await uploads(200);
    await reach(worker, 'jobs-waiting', 'warning');
    await uploads(460);
    await reach(worker, 'jobs-waiting', 'critical');
    await until('a recommendation for the workers', () => live.policy(worker)?.decision.recommendation !== undefined);
    const { decision, signals } = live.policy(worker) ?? assert.fail('no policy');
    assert.equal(decision.state, 'scale-now');
    const waiting = signals.find(({ rule }) => rule.id === 'jobs-waiting');
    assert.match(waiting?.source ?? '', /api\/jobs\/metrics/);
    const target = decision.recommendation?.reasons.find(
      (reason) => reason.reason === 'target' && reason.rule === 'queue',
    );
    assert.ok(target?.reason === 'target', 'the queue rule is no reason');
    assert.equal(target.replicas, Math.min(50, Math.max(3, Math.ceil(target.value / 50))));
    assert.equal(decision.recommendation?.target, Math.min(10, target.replicas), 'one rung at a time: 3, then 10');
  });

  it('sees active connections and latency rise with requests that hold their connection', async () => {
    await during(`${addresses.backend}/api/schedules?holdMs=3000`, 34, () =>
      Promise.all([reach(backend, 'active-connections', 'warning'), reach(backend, 'p95', 'warning')]),
    );
    await during(`${addresses.backend}/api/schedules?holdMs=7000`, 47, () =>
      Promise.all([reach(backend, 'active-connections', 'critical'), reach(backend, 'p95', 'critical')]),
    );
    const connections = live.policy(backend)?.signals.find(({ rule }) => rule.id === 'active-connections');
    assert.equal(connections?.source, 'PostgreSQL');
    const p95 = live.policy(backend)?.signals.find(({ rule }) => rule.id === 'p95');
    assert.equal(p95?.source, 'Prometheus');
  });

  it('sees errors rise', async () => {
    const [fine, fault] = [`${addresses.backend}/health`, `${addresses.backend}/api/fault`];
    const oneIn = (amount: number): readonly string[] => [fault, ...Array.from({ length: amount - 1 }, () => fine)];
    await during(oneIn(100), 4, () => reach(backend, 'server-errors', 'warning'));
    await during(oneIn(10), 4, () => reach(backend, 'server-errors', 'critical'));
  });

  it('sees CPU rise', async () => {
    await during(`${addresses.backend}/api/schedules`, 30, () => reach(backend, 'cpu-average', 'critical'));
    await until('a recommendation for the backend', () => live.policy(backend)?.decision.state === 'scale-now');
  });

  it('sees all of it pass', async () => {
    // Enough requests for shares and percentiles to be known, and far from enough to keep a CPU busy.
    const rest = during(
      `${addresses.backend}/health`,
      1,
      async () => {
        for (const rule of ['cpu-average', 'p95', 'error-rate', 'server-errors', 'active-connections'])
          await reach(backend, rule, 'normal', 180_000);
      },
      200,
    );
    await Promise.all([rest, reach(worker, 'jobs-waiting', 'normal', 240_000)]);
    for (const [serviceId, rule] of [
      [worker, 'jobs-waiting'],
      [backend, 'active-connections'],
      [backend, 'p95'],
      [backend, 'server-errors'],
      [backend, 'cpu-average'],
    ] as const) {
      const levels = live.levels.get(`${serviceId} ${rule}`) ?? [];
      const [critical, normal] = [levels.indexOf('critical'), levels.lastIndexOf('normal')];
      const seen = `${rule}: ${levels.join(', ')}`;
      assert.ok(critical > 0 && normal > critical, seen);
      assert.ok(rule === 'cpu-average' || levels.slice(0, critical).includes('warning'), seen);
    }
  });
});
