import assert from 'node:assert/strict';
import { changeOf } from '../../../src/protocol/dashboardData.js';
import { dashboardOf, type DashboardView } from '../../../src/view/dashboard/dashboardOf.js';
import { busyPast, busyState, sightOf, worker } from '../../unit/support/dashboards.js';
import { now } from '../../unit/support/stacks.js';
import { closeBrowser } from '../support/browser.js';
import { DashboardUnderTest } from '../support/dashboardUnderTest.js';

/** What the host would send of another moment. */
const changesTo = (before: DashboardView, after: DashboardView) =>
  Object.fromEntries(
    Object.entries(after.tables).flatMap(([id, table]) => {
      const change = changeOf(before.tables[id] ?? { times: [], columns: [] }, table);
      return change ? [[id, change]] : [];
    }),
  );

const steady = (state = busyState(3)): DashboardView => dashboardOf(sightOf({ state }));

describe('the page of a dashboard', () => {
  let dashboard: DashboardUnderTest;
  before(async () => {
    dashboard = await DashboardUnderTest.open();
  });
  beforeEach(() => dashboard.begin());
  // Also that its policy let it do all of this.
  afterEach(() => assert.deepEqual([dashboard.errors, dashboard.refused, dashboard.strayed], [[], [], []]));
  after(async () => {
    await dashboard.close();
    await closeBrowser();
  });

  it('says that it listens, and shows nothing before it is told', async () => {
    assert.deepEqual(dashboard.heard, [{ name: 'ready', content: null }]);
    assert.equal(await dashboard.page.locator('main').innerText(), '');
  });

  it('shows the decision, a chart for each group, and a small one for each replica and metric', async () => {
    await dashboard.show(steady());
    const { page } = dashboard;
    assert.match(await page.locator('.decision .sentence').innerText(), /^Scale PDF Worker to 6 now/);
    assert.deepEqual(await page.locator('.chart h2').allInnerTexts(), ['CPU', 'Memory', 'Waiting jobs', 'Queue times']);
    assert.match(await page.locator('.unmeasured').innerText(), /^Memory growth: no figure in this time/);
    assert.equal(await page.locator('.plot canvas').count(), 4);
    assert.equal(await page.locator('canvas.spark').count(), 6);
  });

  it('takes in what is new, and keeps its elements', async () => {
    const before = steady();
    await dashboard.show(before);
    await dashboard.page
      .locator('.tile')
      .first()
      .evaluate((tile) => tile.setAttribute('id', 'same'));
    const later = now + 5000;
    const past = {
      ...busyPast,
      ofService: () =>
        new Map([['cpuAverage', [...(busyPast.ofService(worker).get('cpuAverage') ?? []), { at: later, value: 12 }]]]),
    };
    const after = dashboardOf(sightOf({ now: later, past }));
    await dashboard.change(after.page, changesTo(before, after));
    assert.equal(await dashboard.page.locator('.tile#same').count(), 1);
    assert.deepEqual(await dashboard.page.locator('.chart h2').allInnerTexts(), ['CPU']);
  });

  it('asks for another service, time and tables, and keeps what was chosen', async () => {
    await dashboard.show(steady());
    const { page } = dashboard;
    await page.getByRole('combobox', { name: 'Service' }).selectOption({ label: 'Backend' });
    await page.getByRole('radio', { name: '15 min' }).focus();
    await page.keyboard.press('ArrowRight');
    await page.getByRole('button', { name: 'Table' }).click();
    const look = { service: worker.replace('pdf-worker', 'backend'), range: 'hour', isTable: true };
    assert.deepEqual(
      dashboard.heard.filter(({ name }) => name === 'look').map(({ content }) => content),
      [{ ...look, range: 'quarter', isTable: false }, { ...look, isTable: false }, look],
    );
    assert.deepEqual(await dashboard.kept(), { stack: 'compose:shop', ...look });
    assert.equal(
      await page.getByRole('button', { name: 'Table' }).getAttribute('aria-pressed'),
      'false',
      'until it is told',
    );
  });

  it('leaves the focus where it is when the host answers', async () => {
    await dashboard.show(steady());
    await dashboard.page.getByRole('radio', { name: '15 min' }).focus();
    await dashboard.page.keyboard.press('ArrowRight');
    await dashboard.show(dashboardOf(sightOf({ range: 'hour' })));
    const focused = await dashboard.page.evaluate(() => (document.activeElement as HTMLInputElement).value);
    assert.equal(focused, 'hour');
    assert.equal(await dashboard.page.getByRole('radio', { name: '1 h' }).isChecked(), true);
  });

  it('presses buttons by their ids', async () => {
    await dashboard.show(steady());
    await dashboard.page.getByRole('button', { name: 'Scale to 6: PDF Worker' }).click();
    await dashboard.page.getByRole('link', { name: 'Grafana: System Overview, opens in the browser' }).click();
    assert.deepEqual(
      dashboard.heard.filter(({ name }) => name === 'press').map(({ content }) => content),
      [{ button: 'scale-as-recommended' }, { button: 'link:0' }],
    );
  });

  it('shows the same as tables', async () => {
    await dashboard.show(dashboardOf(sightOf({ isTable: true })), { isTable: true });
    const table = dashboard.page.getByRole('table', { name: 'Metrics of PDF Worker, last 15 minutes' });
    assert.equal(await table.getByRole('row').count(), 9);
    assert.match(await table.getByRole('row', { name: /^Waiting jobs/ }).innerText(), /^Waiting jobs\s+263\s+critical/);
    assert.equal(await dashboard.page.locator('canvas').count(), 0);
    await dashboard.show(steady());
    assert.equal(await dashboard.page.locator('.plot canvas').count(), 4);
  });

  it('says another decision aloud, and no figure, and nothing that was chosen', async () => {
    const busy = steady();
    await dashboard.show(busy);
    assert.equal(await dashboard.spoken(), '');
    const { decision } = busy.page;
    assert.ok(decision);
    const summary = { tone: 'fail', text: 'Scale PDF Worker to 6 now: 270 waiting jobs (> 200).' } as const;
    await dashboard.change({ ...busy.page, decision: { ...decision, summary } }, {});
    assert.equal(await dashboard.spoken(), '', 'only the figure is another');
    await dashboard.change({ ...busy.page, decision: { ...decision, summary, episode: 'steady' } }, {});
    assert.equal(await dashboard.spoken(), summary.text);
    await dashboard.show(dashboardOf(sightOf({ serviceId: worker.replace('pdf-worker', 'backend') })));
    assert.equal(await dashboard.spoken(), summary.text, 'what somebody chose they know');
  });

  it('dims what is old, and says why', async () => {
    const state = busyState(3);
    const gone = { ...state, snapshot: undefined, connection: { phase: 'idle' } } as const;
    await dashboard.show(dashboardOf(sightOf({ state: gone, seen: { state, at: now } })));
    assert.match(await dashboard.page.locator('.notice').innerText(), /^Scalebook is not connected/);
    const opacity = await dashboard.page
      .locator('.plot')
      .first()
      .evaluate((plot) => getComputedStyle(plot).opacity);
    assert.equal(opacity, '0.6');
    assert.deepEqual(await dashboard.page.locator('.decision vscode-button').allInnerTexts(), [
      'Choose Context…',
      'Try the Demo',
    ]);
  });

  it('shows hostile names as they are', async () => {
    const view = dashboardOf(sightOf());
    const text = '<img src=x onerror=alert(1)><b>bold</b>';
    const tile = view.page.replicas?.replicas[0];
    assert.ok(tile && view.page.replicas);
    const replicas = { ...view.page.replicas, replicas: [{ ...tile, title: text, state: text }] };
    await dashboard.show({ ...view, page: { ...view.page, replicas, heading: text } });
    assert.equal(await dashboard.page.locator('h1').innerText(), text);
    assert.equal(await dashboard.page.locator('main img, main b').count(), 0);
  });
});
