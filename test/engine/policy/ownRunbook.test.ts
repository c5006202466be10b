import assert from 'node:assert/strict';
import { figureKey, type Figure } from '../../../src/core/policy/figure.js';
import { noCalendars } from '../../../src/core/policy/schedule/calendarState.js';
import { scheduleNow } from '../../../src/core/policy/schedule/scheduleNow.js';
import { statusOf, type ServiceStatus } from '../../../src/core/policy/serviceStatus.js';
import type { Signal } from '../../../src/core/policy/signal.js';
import { defaultRunbook, runbookFor } from '../../../src/core/runbook/bundledRunbook.js';
import { parseRunbook } from '../../../src/core/runbook/file/parseRunbook.js';
import type { Runbook } from '../../../src/core/runbook/runbook.js';
import { usageRules } from '../../../src/core/runbook/usageRules.js';
import { composeProject, IDLE, type ComposeProject } from '../support/composeProject.js';
import { until } from '../support/connection.js';
import { LivePieces } from './livePieces.js';
import { pageTimeMs, startShop, type Shop } from './shopProject.js';

/** Minutes from now in the file's own form; its zone is UTC. */
const inMinutes = (minutes: number): string => new Date(Date.now() + minutes * 60_000).toISOString().slice(0, 16);

const fileOf = ({ shop, metrics }: Shop['addresses']): string => `
services:
  shop:
    title: Storefront
    min: 1
    baseline: 1
    max: 6
    health: { urls: ["${shop}/health", "${shop}/health/cart", "${shop}/health/pay"], average: 500ms }
    targets: [{ rule: per, metric: openCarts, perReplica: 50 }]
  mailer:
    title: Mailer
    max: 4
    targets: [{ rule: steps, metric: orders, steps: [{ above: 5000, replicas: 3 }], otherwise: 1 }]
  metrics: { max: 1 }
prometheus: { url: "${metrics}" }
metrics:
  - { id: busy, title: CPU, group: cpu, unit: percent, sources: [{ from: docker, figure: cpuAverage }] }
  - id: openCarts
    title: Open carts
    services: shop
    sources: [{ from: prometheus, query: 'sum(shop_open_carts{job="{{service}}"})' }]
  - id: orders
    title: Orders a minute
    services: [shop, mailer]
    sources: [{ from: prometheus, query: 'sum(rate(shop_orders_total[10s]))', scale: 60 }]
  - id: pageTime
    title: Time of a page
    group: latency
    unit: ms
    services: shop
    sources:
      - from: prometheus
        query: sum(rate(shop_page_seconds_total[10s])) / sum(rate(shop_pages_total[10s]))
        scale: 1000
      - { from: probe, figure: p95 }
  - { id: refused, title: Failed pages, group: errors, unit: percent, services: shop, sources: [{ from: probe, figure: errorRate }] }
rules:
  - { metric: busy, warning: 95, critical: 99 }
  - { metric: openCarts, warning: 40, critical: 100, required: true }
  - { id: cartsStayOpen, title: Carts stay open, metric: openCarts, warning: { from: 40, for: 10s, clear: { below: 30, for: 20s } } }
  - { metric: orders, warning: 5000, critical: 9000, required: true }
  - { metric: pageTime, warning: 2s, critical: 5s }
  - { metric: refused, warning: 1%, critical: 5% }
matrix:
  - symptom: More than 120 open carts
    cause: A sale has begun
    when: { metric: openCarts, service: shop, above: 120 }
    scale: [shop, mailer]
    priority: critical
scaleDown: { conditions: [{ metric: openCarts, below: 20 }, { metric: orders, below: 50 }], hold: 45m }
schedule:
  timeZone: UTC
  kinds:
    - { id: letter, proposeBefore: 1h, profile: letter }
    - { id: sale, title: Sale, proposeBefore: 2h, dueBefore: 1h, profile: sale }
  events:
    - { kind: letter, title: News letter, starts: "${inMinutes(30)}", ends: "${inMinutes(90)}" }
    - { kind: sale, title: Autumn sale, starts: "${inMinutes(600)}", ends: "${inMinutes(900)}" }
profiles:
  - { id: letter, counts: { mailer: 3 } }
  - { id: sale, title: Sale, counts: { shop: 5, mailer: 4 } }
`;

const carts = 'openCarts';

describe('a stack with a runbook file of its own', function () {
  this.timeout(90_000);
  let shop: Shop;
  let other: ComposeProject;
  let runbook: Runbook;
  let live: LivePieces;
  let orders: Promise<void>;
  const end = new AbortController();
  const values: number[] = [];

  const idOf = (service: string): string => `compose:${shop.project.name}/${service}`;
  const signal = (service: string, rule: string, pieces = live): Signal | undefined =>
    pieces.policy(idOf(service))?.signals.find((one) => one.rule.id === rule);
  const figure = (service: string, metric: string): Figure | undefined =>
    live.store.state.figures.get(figureKey(idOf(service), metric));
  const level = (service: string, rule: string, wanted: string, timeoutMs = 25_000): Promise<void> =>
    until(
      `${service}: ${rule} ${wanted}; so far ${live.levels.get(`${idOf(service)} ${rule}`)?.join(', ') ?? 'nothing'}`,
      () => live.levelOf(idOf(service), rule) === wanted,
      timeoutMs,
    );
  const stackOf = (name: string) =>
    live.store.state.snapshot?.stacks.find((stack) => stack.name === name) ?? assert.fail(`no stack ${name}`);
  const status = (name: string): ServiceStatus => {
    const service = stackOf(shop.project.name).services.find((one) => one.name === name) ?? assert.fail(name);
    return statusOf(service, live.policy(service.id), runbook);
  };

  before(async () => {
    shop = await startShop();
    other = await composeProject({ counter: { command: IDLE } });
    await other.compose('up', '--detach', '--quiet-pull');
    const parsed = parseRunbook(fileOf(shop.addresses));
    assert.deepEqual(parsed.problems, []);
    runbook = parsed.runbook ?? assert.fail('no runbook');
    await until('the shop is scraped', () => shop.isScraped());
    orders = order(shop, end.signal);
    live = await LivePieces.start([{ runbook, folder: shop.project.folder }]);
    live.store.onDidChange(() => {
      const value = signal('shop', carts)?.value;
      if (value !== undefined && value !== values.at(-1)) values.push(value);
    });
  });

  after(async () => {
    end.abort();
    live.stop();
    await orders;
    await Promise.all([shop.project.remove(), other.remove()]);
  });

  it('is measured by its own queries, and by nothing that the file does not have', async () => {
    await level('shop', carts, 'normal');
    await level('shop', 'busy', 'normal');
    await level('mailer', 'orders', 'normal');
    const open = signal('shop', carts);
    assert.equal(open?.value, 10);
    assert.equal(open.source, 'Prometheus');
    assert.equal(open.metric.title, 'Open carts');
    assert.equal(signal('mailer', 'orders')?.source, 'Prometheus');
    assert.equal(signal('shop', 'cartsStayOpen')?.level, 'unknown', 'a rule with a hold takes its time to say normal');
    const names = stackOf(shop.project.name).services.map(({ name }) => name);
    assert.deepEqual([...names].sort(), ['mailer', 'metrics', 'shop']);
    const rules = (service: string): readonly string[] =>
      live.policy(idOf(service))?.signals.map(({ rule }) => rule.id) ?? [];
    assert.deepEqual(rules('shop'), ['busy', carts, 'cartsStayOpen', 'orders', 'pageTime', 'refused']);
    assert.deepEqual(rules('mailer'), ['busy', 'orders']);
    assert.deepEqual(rules('metrics'), ['busy']);
  });

  it('has the schedule of its file, and acts by it', async () => {
    const now = Date.now();
    const { expected, businessHours, calendarUnknown } = scheduleNow(runbook, noCalendars, now);
    assert.deepEqual(
      expected.map(({ title, counts, at, proposeFrom }) => [
        title,
        counts,
        Math.round((at - now) / 600_000),
        proposeFrom <= now,
      ]),
      [
        ['News letter', { mailer: 3 }, 3, true],
        ['Autumn sale', { shop: 5, mailer: 4 }, 60, false],
      ],
    );
    assert.deepEqual([businessHours, calendarUnknown], [false, false]);
    await until('the letter is prepared for', () => recommended('mailer') === 3);
    const { decision } = live.policy(idOf('mailer')) ?? assert.fail('no policy');
    assert.equal(decision.state, 'scale-proactively');
    assert.deepEqual(
      decision.recommendation?.reasons.map((reason) => (reason.reason === 'schedule' ? reason.title : reason)),
      ['News letter'],
    );
    assert.equal(recommended('shop'), undefined, 'the sale is not to be prepared for yet');
  });

  const recommended = (service: string): number | undefined =>
    live.policy(idOf(service))?.decision.recommendation?.target;

  it('leaves a stack without a file to the rules that any stack has', async () => {
    const stack = stackOf(other.name);
    assert.equal(runbookFor(stack, live.store.state.runbooks), defaultRunbook);
    const counter = `compose:${other.name}/counter`;
    await until('its CPU is normal', () => live.levelOf(counter, 'cpu-average') === 'normal');
    assert.deepEqual(
      live.policy(counter)?.signals.map(({ rule }) => rule),
      usageRules,
    );
    assert.deepEqual(
      [...live.store.state.figures.values()].filter(({ serviceId }) => serviceId === counter),
      [],
    );
  });

  it('goes from normal through warning to critical, and is recommended what its own target rule says', async () => {
    await shop.openCarts(60);
    await level('shop', carts, 'warning');
    assert.equal(signal('shop', 'cartsStayOpen')?.level, 'unknown', 'it has not been so for ten seconds');
    assert.equal(recommended('shop'), undefined, 'a warning is watched first');
    assert.equal(live.policy(idOf('shop'))?.decision.state, 'watching');

    await shop.openCarts(130);
    await level('shop', carts, 'critical');
    await level('shop', 'cartsStayOpen', 'warning', 1000);
    assert.deepEqual(live.levels.get(`${idOf('shop')} ${carts}`)?.slice(-3), ['normal', 'warning', 'critical']);
    const { decision } = live.policy(idOf('shop')) ?? assert.fail('no policy');
    assert.equal(decision.state, 'scale-now');
    assert.equal(decision.recommendation?.target, 3);
    const target = decision.recommendation.reasons.find(({ reason }) => reason === 'target');
    assert.deepEqual(target, {
      reason: 'target',
      rule: 'per',
      metric: carts,
      value: 130,
      per: 50,
      replicas: 3,
    });
    for (const service of ['shop', 'mailer']) {
      const row = live
        .policy(idOf(service))
        ?.decision.recommendation?.reasons.find(({ reason }) => reason === 'matrix');
      assert.equal(row?.reason === 'matrix' && row.row.cause, 'A sale has begun', service);
    }
    assert.equal(live.policy(idOf('mailer'))?.decision.state, 'scale-now');
    const page = signal('shop', 'pageTime');
    assert.equal(page?.source, 'Prometheus');
    assert.ok((page.value ?? 0) >= pageTimeMs - 1, `a page takes ${page.value} ms`);
  });

  it('does not know once its Prometheus is gone, and asks the health URLs instead', async () => {
    const [id = assert.fail('no Prometheus')] = await shop.project.containerIds('metrics');
    assert.equal(status('mailer').level, 'normal');
    await shop.project.docker('stop', '--time', '3', id);
    await until('it is missed', () => figure('shop', carts)?.value === undefined, 25_000);
    assert.match(figure('shop', carts)?.problem ?? '', /ECONNREFUSED/);
    assert.equal(figure('mailer', 'orders')?.value, undefined);

    await until('pages are timed by asking', () => signal('shop', 'pageTime')?.source === 'probe');
    const page = signal('shop', 'pageTime');
    assert.ok((page?.value ?? 0) >= pageTimeMs - 1 && page?.level === 'normal', `${page?.value} ms, ${page?.level}`);
    assert.equal(signal('shop', 'refused')?.value, 0);

    const later = await LivePieces.start([{ runbook, folder: shop.project.folder }]);
    try {
      await until('a new look', () => /ECONNREFUSED/.test(signal('shop', carts, later)?.problem ?? ''));
      assert.deepEqual(
        [signal('shop', carts, later)?.level, signal('shop', carts, later)?.value],
        ['unknown', undefined],
      );
    } finally {
      later.stop();
    }

    await until('its last figures are too old', () => signal('shop', carts)?.evidence === 'stale', 60_000);
    assert.equal(signal('shop', carts)?.level, 'critical', 'an alarm is not over because nobody measures');
    assert.equal(recommended('shop'), undefined, 'nothing is asked for by what is not seen');
    assert.equal(status('mailer').level, 'unknown');
    assert.deepEqual(values, [10, 60, 130]);
  });
});

/** Somebody orders a few times a second, until it is ended. */
async function order(shop: Shop, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await shop.order().catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
