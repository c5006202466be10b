import assert from 'node:assert/strict';
import type { Recommendation } from '../../../src/core/policy/decision.js';
import { figureKey, type Figure } from '../../../src/core/policy/figure.js';
import { noCalendars } from '../../../src/core/policy/schedule/calendarState.js';
import { scheduleNow } from '../../../src/core/policy/schedule/scheduleNow.js';
import type { ServicePolicy } from '../../../src/core/policy/servicePolicy.js';
import { statusOf, type ServiceStatus } from '../../../src/core/policy/serviceStatus.js';
import type { Signal } from '../../../src/core/policy/signal.js';
import { defaultRunbook, runbookFor } from '../../../src/core/runbook/bundledRunbook.js';
import { parseRunbook } from '../../../src/core/runbook/file/parseRunbook.js';
import type { Runbook } from '../../../src/core/runbook/runbook.js';
import { usageRules } from '../../../src/core/runbook/usageRules.js';
import type { Stack } from '../../../src/core/stack/stack.js';
import { explainPage } from '../../../src/view/explainPage.js';
import { serviceRow } from '../../../src/view/rows/serviceRow.js';
import { statusBarText } from '../../../src/view/statusBar.js';
import { composeProject, IDLE, type ComposeProject } from '../support/composeProject.js';
import { until } from '../support/connection.js';
import { LivePieces } from './livePieces.js';
import { pageTimeMs, startShop, type Shop } from './shopProject.js';
import { shopRunbook } from './shopRunbook.js';

const carts = 'openCarts';

describe('a stack with a runbook file of its own', function () {
  this.timeout(90_000);
  let shop: Shop;
  let other: ComposeProject;
  let runbook: Runbook;
  let live: LivePieces;
  /** Every number of open carts that the rules were told. */
  const told: number[] = [];
  const endings: (() => unknown)[] = [];

  const idOf = (service: string): string => `compose:${shop.project.name}/${service}`;
  const policy = (service: string): ServicePolicy => live.policy(idOf(service)) ?? assert.fail(`no policy: ${service}`);
  const signal = (service: string, rule: string, pieces = live): Signal | undefined =>
    pieces.policy(idOf(service))?.signals.find((one) => one.rule.id === rule);
  const figure = (service: string, metric: string): Figure | undefined =>
    live.store.state.figures.get(figureKey(idOf(service), metric));
  const recommended = (service: string): Recommendation | undefined => policy(service).decision.recommendation;
  const stackOf = (name: string): Stack =>
    live.store.state.snapshot?.stacks.find((stack) => stack.name === name) ?? assert.fail(`no stack ${name}`);
  const statusNow = (name: string): ServiceStatus => {
    const service = stackOf(shop.project.name).services.find((one) => one.name === name) ?? assert.fail(name);
    return statusOf(service, live.policy(service.id), runbook);
  };
  const level = (service: string, rule: string, wanted: string): Promise<void> =>
    until(
      `${service}: ${rule} ${wanted}; so far ${live.levels.get(`${idOf(service)} ${rule}`)?.join(', ') ?? 'nothing'}`,
      () => live.levelOf(idOf(service), rule) === wanted,
      25_000,
    );

  before(async () => {
    shop = await startShop();
    endings.push(() => shop.project.remove());
    other = await composeProject({ counter: { command: IDLE } });
    endings.push(() => other.remove());
    await other.compose('up', '--detach', '--quiet-pull');
    const parsed = parseRunbook(shopRunbook(shop.addresses));
    assert.deepEqual(parsed.problems, []);
    runbook = parsed.runbook ?? assert.fail('no runbook');
    await until('the shop is scraped', () => shop.isScraped());
    const orders = keepOrdering(shop);
    endings.push(() => orders.end());
    live = await LivePieces.start([{ runbook, folder: shop.project.folder }]);
    endings.push(() => live.stop());
    live.store.onDidChange(() => {
      const value = signal('shop', carts)?.value;
      if (value !== undefined && value !== told.at(-1)) told.push(value);
    });
  });

  after(async () => {
    for (const end of endings.reverse()) await end();
  });

  it('is measured by its own queries, and by nothing that the file does not have', async () => {
    await level('shop', carts, 'normal');
    await level('shop', 'busy', 'normal');
    await level('mailer', 'orders', 'normal');
    assert.deepEqual([signal('shop', carts)?.value, signal('shop', carts)?.source], [10, 'Prometheus']);
    assert.equal(signal('mailer', 'orders')?.source, 'Prometheus');
    assert.equal(signal('shop', 'cartsStayOpen')?.level, 'unknown', 'a rule with a hold takes its time to say normal');
    const rules = (service: string): readonly string[] => policy(service).signals.map(({ rule }) => rule.id);
    assert.deepEqual(rules('shop'), ['busy', carts, 'cartsStayOpen', 'orders', 'pageTime', 'refused']);
    assert.deepEqual(rules('mailer'), ['busy', 'orders']);
    assert.deepEqual(rules('metrics'), ['busy']);
  });

  it('is shown by the names of its file', () => {
    const now = Date.now();
    const { readings } = live.store.state;
    const { label, description } = serviceRow(statusNow('shop'), readings, runbook, undefined, now);
    assert.equal(label, 'Storefront');
    assert.match(description, /^1\/1 running · \d+ % · 1\/1\/6$/);
    const { tooltip } = statusBarText(live.store.state, now, { folders: [shop.project.folder] });
    assert.match(tooltip, /Load.*Storefront.*open&nbsp;carts&nbsp;10/);
    assert.doesNotMatch(tooltip, /Queue|Database|Memory.*60/);
  });

  it('has the schedule of its file, and acts by it', async () => {
    const now = Date.now();
    const schedule = scheduleNow(runbook, noCalendars, now);
    const expected = schedule.expected.map(({ title, counts, at, proposeFrom }) => {
      return { title, counts, tenMinutes: Math.round((at - now) / 600_000), proposed: proposeFrom <= now };
    });
    assert.deepEqual(expected, [
      { title: 'News letter', counts: { mailer: 3 }, tenMinutes: 3, proposed: true },
      { title: 'Autumn sale', counts: { shop: 5, mailer: 4 }, tenMinutes: 60, proposed: false },
    ]);
    assert.deepEqual([schedule.keep, schedule.businessHours, schedule.calendarUnknown], [true, false, false]);
    await until('the letter is prepared for', () => recommended('mailer') !== undefined);
    assert.equal(policy('mailer').decision.state, 'scale-proactively');
    assert.equal(recommended('mailer')?.target, 3);
    const reasons = recommended('mailer')?.reasons.map(({ reason, ...more }) => [
      reason,
      'title' in more && more.title,
    ]);
    assert.deepEqual(reasons, [['schedule', 'News letter']]);
    assert.equal(recommended('shop'), undefined, 'the sale is not to be prepared for yet');
  });

  it('leaves a stack without a file to the rules that any stack has', async () => {
    assert.equal(runbookFor(stackOf(other.name), live.store.state.runbooks), defaultRunbook);
    const counter = `compose:${other.name}/counter`;
    await until('its CPU is normal', () => live.levelOf(counter, 'cpu-average') === 'normal');
    const rules = live.policy(counter)?.signals.map(({ rule }) => rule);
    assert.deepEqual(rules, usageRules);
    const asked = [...live.store.state.figures.values()].filter(({ serviceId }) => serviceId === counter);
    assert.deepEqual(asked, []);
  });

  it('goes from normal through warning to critical, and is recommended what its own target rule says', async () => {
    await shop.openCarts(60);
    await level('shop', carts, 'warning');
    assert.equal(signal('shop', 'cartsStayOpen')?.level, 'unknown', 'it has not been so for ten seconds');
    assert.equal(policy('shop').decision.state, 'watching');
    assert.equal(recommended('shop'), undefined, 'a warning is watched first');

    await shop.openCarts(130);
    await level('shop', carts, 'critical');
    await level('shop', 'cartsStayOpen', 'warning');
    assert.deepEqual(live.levels.get(`${idOf('shop')} ${carts}`)?.slice(-3), ['normal', 'warning', 'critical']);
    assert.equal(policy('shop').decision.state, 'scale-now');
    assert.equal(recommended('shop')?.target, 3);
    const target = recommended('shop')?.reasons.find(({ reason }) => reason === 'target');
    assert.deepEqual(target, { reason: 'target', rule: 'per', metric: carts, value: 130, per: 50, replicas: 3 });
    for (const service of ['shop', 'mailer']) {
      const row = recommended(service)?.reasons.find(({ reason }) => reason === 'matrix');
      assert.equal(row?.reason === 'matrix' && row.row.cause, 'A sale has begun', service);
    }
    const page = explainPage(shop.project.name, statusNow('shop'), runbook, noCalendars, Date.now());
    for (const words of [/Storefront/, /Open carts/, /the runbook file of this workspace/, /A sale has begun/])
      assert.match(page, words);
    const [time = NaN, source] = [signal('shop', 'pageTime')?.value, signal('shop', 'pageTime')?.source];
    assert.ok(source === 'Prometheus' && time >= pageTimeMs - 1, `a page takes ${time} ms by ${source}`);
  });

  it('does not know once its Prometheus is gone, and asks the health URLs instead', async () => {
    assert.equal(statusNow('mailer').level, 'normal');
    const [id = assert.fail('no Prometheus')] = await shop.project.containerIds('metrics');
    await shop.project.docker('stop', '-t', '3', id);
    await until('it is missed', () => figure('shop', carts)?.value === undefined, 25_000);
    assert.match(figure('shop', carts)?.problem ?? '', /ECONNREFUSED/);
    assert.equal(figure('mailer', 'orders')?.value, undefined);
    assert.equal(recommended('shop'), undefined, 'nobody can say how many are enough');
    assert.deepEqual(policy('shop').decision.refusals, [
      { refusal: 'signal-unknown', metric: carts, until: undefined },
    ]);

    await until('pages are timed by asking', () => signal('shop', 'pageTime')?.source === 'probe');
    const [time = NaN, page] = [signal('shop', 'pageTime')?.value, signal('shop', 'pageTime')?.level];
    assert.ok(time >= pageTimeMs - 1 && page === 'normal', `a page takes ${time} ms, ${page}`);
    assert.deepEqual([signal('shop', 'refused')?.value, signal('shop', 'refused')?.level], [0, 'normal']);

    const later = await LivePieces.start([{ runbook, folder: shop.project.folder }]);
    try {
      await until('a new look', () => /ECONNREFUSED/.test(signal('shop', carts, later)?.problem ?? ''));
      const { level: unseen, value } = signal('shop', carts, later) ?? assert.fail('no signal');
      assert.deepEqual([unseen, value], ['unknown', undefined]);
    } finally {
      later.stop();
    }

    await until('its last figures are too old', () => signal('shop', carts)?.evidence === 'stale', 60_000);
    assert.equal(signal('shop', carts)?.level, 'critical', 'an alarm is not over because nobody measures');
    assert.equal(statusNow('mailer').level, 'unknown');
    assert.deepEqual(told, [10, 60, 130], 'missing is never zero');
  });

  it('is measured again once its Prometheus is back', async () => {
    assert.equal(statusNow('mailer').level, 'unknown');
    await shop.openCarts(10);
    await shop.project.compose('start', 'metrics');
    // The alarm itself takes a minute below its bound to be over.
    await until('its carts are counted again', () => signal('shop', carts)?.value === 10, 40_000);
    await until('it is all known again', () => statusNow('mailer').level === 'normal', 25_000);
    assert.deepEqual(told.slice(2), [130, 10]);
  });

  it('waits for no Prometheus that stands still, and takes it up where it goes on', async () => {
    const [metrics = ''] = await shop.project.containerIds('metrics');
    const signalled = (name: 'STOP' | 'CONT'): Promise<string> => {
      const each = `[ "$(cat $p/comm 2>/dev/null)" = prometheus ] && kill -${name} "$\{p#/proc/}"`;
      return shop.project.docker('exec', metrics, 'sh', '-c', `for p in /proc/[0-9]*; do ${each}; done; true`);
    };
    await signalled('STOP');
    try {
      await until('it is missed', () => figure('shop', carts)?.problem === 'no answer within 5 s', 25_000);
      assert.deepEqual([figure('shop', carts)?.value, figure('mailer', 'orders')?.value], [undefined, undefined]);
      // Two queries share one wait, and what others measure goes on.
      await until('pages are timed by asking', () => signal('shop', 'pageTime')?.source === 'probe');
      assert.equal(signal('shop', 'busy')?.level, 'normal');
      assert.ok((signal('shop', 'busy')?.ageMs ?? Infinity) < 10_000);
      assert.equal(policy('shop').decision.recommendation, undefined);
    } finally {
      await signalled('CONT');
    }
    await until('it is measured again', () => figure('shop', carts)?.value === 10, 25_000);
    assert.deepEqual(told.slice(2), [130, 10], 'missing is never zero');
  });
});

/** Somebody orders a few times a second, until it is ended. */
function keepOrdering(shop: Shop): { end(): Promise<void> } {
  let ended = false;
  const ordering = (async () => {
    while (!ended) {
      await shop.order().catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  })();
  return {
    end: () => {
      ended = true;
      return ordering;
    },
  };
}
