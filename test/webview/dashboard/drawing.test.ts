import assert from 'node:assert/strict';
import { dashboardOf, type DashboardView } from '../../../src/view/dashboard/dashboardOf.js';
import { busyPast, busyState, noPast, sightOf } from '../../unit/support/dashboards.js';
import { operationOf, operationPlan, scaleStage } from '../../unit/support/operations.js';
import { now } from '../../unit/support/stacks.js';
import { closeBrowser } from '../support/browser.js';
import { DashboardUnderTest } from '../support/dashboardUnderTest.js';

const warning = 'rgb(204, 167, 0)';
const critical = 'rgb(248, 128, 112)';
const light = 'rgb(204, 204, 204)';

const steady = (state = busyState(3)): DashboardView => dashboardOf(sightOf({ state }));

describe('the charts of a dashboard', () => {
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

  it('draws the line, and the bands behind it', async () => {
    await dashboard.show(steady());
    assert.ok((await dashboard.inked('.chart:nth-child(3) canvas', light)) > 300, 'the line');
    assert.ok((await dashboard.inked('.chart:nth-child(3) canvas', warning)) > 50, 'where the warning begins');
    assert.ok((await dashboard.inked('.chart:nth-child(3) canvas', critical)) > 50, 'where it is critical');
    const quiet = dashboardOf(
      sightOf({ past: { ...busyPast, ofService: () => new Map([['jobsWaiting', [{ at: now, value: 1 }]]]) } }),
    );
    await dashboard.show(quiet);
    assert.ok((await dashboard.inked('.chart canvas', light)) < 300, 'no line where there is one figure');
  });

  it('draws a gap as a gap', async () => {
    const inkOf = async (times: readonly number[]): Promise<number> => {
      const points = times.map((minutes) => ({ at: now - minutes * 60_000, value: 40 }));
      const past = { ...noPast, ofService: () => new Map([['memoryAverage', points]]) };
      await dashboard.show(dashboardOf(sightOf({ past })));
      return dashboard.inked('.chart canvas', light);
    };
    const dense = Array.from({ length: 31 }, (_, index) => 15 - index / 2);
    const whole = await inkOf(dense);
    const broken = await inkOf(dense.filter((minutes) => minutes < 3 || minutes > 12));
    assert.ok(broken > 0 && broken < whole * 0.65, `${broken} of ${whole}`);
  });

  it('marks bounds by lines where colour alone would not be seen', async () => {
    await dashboard.begin({ theme: 'hcDark' });
    await dashboard.show(steady());
    assert.ok((await dashboard.inked('.chart canvas', 'rgb(255, 211, 112)')) > 80, 'the warning bound');
  });

  it('is drawn anew in the colours of another theme', async () => {
    await dashboard.show(steady());
    assert.ok((await dashboard.inked('canvas.spark', light)) > 20);
    await dashboard.page.evaluate(() => {
      document.documentElement.style.setProperty('--vscode-foreground', '#00ff00');
      document.body.className = 'vscode-light';
    });
    await dashboard.page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    );
    assert.ok((await dashboard.inked('canvas.spark', 'rgb(0, 255, 0)')) > 20, 'small ones');
    assert.ok((await dashboard.inked('.chart:nth-child(2) canvas', 'rgb(0, 255, 0)')) > 100, 'large ones');
  });

  it('says what was at the time that the mouse points at', async () => {
    await dashboard.show(steady());
    const box = await dashboard.page.locator('.chart:nth-child(1) .u-over').boundingBox();
    assert.ok(box);
    await dashboard.page.mouse.move(box.x + box.width / 2, box.y + 20);
    const tip = dashboard.page.locator('.chart:nth-child(1) .tip');
    assert.match(await tip.innerText(), /^\d\d:\d\d:\d\d\s+CPU \d+ %\s+CPU peak \d+ %$/);
    assert.equal(await dashboard.page.locator('.tip:visible').count(), 1, 'one, and not one a chart');
    await dashboard.page.mouse.move(0, 0);
    await tip.waitFor({ state: 'hidden' });
  });

  it('says nothing of a time that nothing was read at', async () => {
    const past = { ...noPast, ofService: () => new Map([['cpuAverage', [{ at: now - 5000, value: 40 }]]]) };
    await dashboard.show(dashboardOf(sightOf({ past })));
    const box = await dashboard.page.locator('.u-over').boundingBox();
    assert.ok(box);
    await dashboard.page.mouse.move(box.x + box.width / 3, box.y + 20);
    assert.equal(await dashboard.page.locator('.tip:visible').count(), 0);
  });

  it('shows where an operation is in the charts, for the mouse and for the focus', async () => {
    const plan = operationPlan([scaleStage(3, 6, 'pdf-worker')], { context: 'local', stackId: sightOf().stackId });
    const operations = [{ ...operationOf(plan), startedAt: now - 450_000 }];
    await dashboard.show(steady(busyState(3, { operations })));
    const before = await dashboard.inked('.chart canvas', light);
    const mark = dashboard.page.getByRole('button', { name: /PDF Worker 3 → 6, under way$/ });
    await mark.focus();
    assert.equal(await mark.getAttribute('aria-pressed'), 'true');
    assert.ok((await dashboard.inked('.chart canvas', light)) > before + 100);
    const box = await dashboard.page.locator('.chart:nth-child(1) .u-over').boundingBox();
    assert.ok(box);
    await dashboard.page.mouse.move(box.x + box.width / 2 + 2, box.y + 20);
    assert.match(await dashboard.page.locator('.tip:visible').innerText(), /PDF Worker 3 → 6, under way$/);
  });

  it('is wide again when its column is', async () => {
    await dashboard.show(steady());
    const width = () =>
      dashboard.page
        .locator('.plot canvas')
        .first()
        .evaluate((canvas) => canvas.clientWidth);
    const wide = await width();
    await dashboard.page.setViewportSize({ width: 400, height: 800 });
    await dashboard.page.waitForFunction(
      (was) => (document.querySelector('.plot canvas')?.clientWidth ?? 0) !== was,
      wide,
    );
    const narrow = await width();
    assert.ok(narrow < 380 && narrow > 250, String(narrow));
  });
});
