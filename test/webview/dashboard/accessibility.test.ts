import assert from 'node:assert/strict';
import { dashboardOf } from '../../../src/view/dashboard/dashboardOf.js';
import { busyState, noPast, sightOf } from '../../unit/support/dashboards.js';
import { operationOf, operationPlan, scaleStage } from '../../unit/support/operations.js';
import { now } from '../../unit/support/stacks.js';
import { axeViolations } from '../support/axe.js';
import { closeBrowser } from '../support/browser.js';
import { contrasts } from '../support/contrasts.js';
import { DashboardUnderTest } from '../support/dashboardUnderTest.js';
import { themes, type Theme } from '../support/themes.js';

/** Workers under load, three minutes after an operation. */
const busy = (workers: number, isTable = false) => {
  const plan = operationPlan([scaleStage(3, 6, 'pdf-worker')], { context: 'local', stackId: sightOf().stackId });
  const operations = [{ ...operationOf(plan), startedAt: now - 180_000 }];
  return dashboardOf(sightOf({ state: busyState(workers, { operations }), isTable }));
};

describe('the dashboard for whoever cannot see it, or has no mouse', () => {
  let dashboard: DashboardUnderTest;
  before(async () => {
    dashboard = await DashboardUnderTest.open();
  });
  beforeEach(() => dashboard.begin());
  afterEach(() => assert.deepEqual([dashboard.errors, dashboard.refused, dashboard.strayed], [[], [], []]));
  after(async () => {
    await dashboard.close();
    await closeBrowser();
  });

  for (const theme of Object.keys(themes) as Theme[]) {
    for (const isTable of [false, true]) {
      it(`can be read in the theme ${theme}, ${isTable ? 'as tables' : 'as charts'}`, async () => {
        await dashboard.begin({ theme, width: 1200, height: 900 });
        await dashboard.show(busy(6, isTable), { isTable });
        const low = (await contrasts(dashboard.page)).filter(({ ratio }) => ratio < 4.5);
        const violations = await axeViolations(dashboard.page);
        await dashboard.screenshot(`webview-dashboard-${theme}${isTable ? '-table' : ''}`);
        assert.deepEqual([low, violations], [[], []]);
      });
    }
  }

  for (const [what, sight] of [
    ['nothing seen', sightOf({ state: { ...busyState(1), snapshot: undefined }, seen: undefined })],
    ['no figures', sightOf({ state: busyState(2, { policies: new Map(), readings: new Map() }), past: noPast })],
  ] as const) {
    it(`has nothing that axe objects to with ${what}`, async () => {
      await dashboard.show(dashboardOf(sight));
      const violations = await axeViolations(dashboard.page);
      await dashboard.screenshot(`webview-dashboard-${what.replace(' ', '-')}`);
      assert.deepEqual(violations, []);
    });
  }

  for (const width of [320, 480, 760, 1600]) {
    it(`fits in ${width} pixels`, async () => {
      await dashboard.begin({ width });
      await dashboard.show(busy(6));
      const sizes = await dashboard.page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
      await dashboard.screenshot(`webview-dashboard-${width}`);
      assert.equal(sizes[0], sizes[1]);
    });
  }

  it('shows fifty replicas on one scale', async () => {
    await dashboard.begin({ width: 1200 });
    await dashboard.show(busy(50));
    await dashboard.screenshot('webview-dashboard-fifty');
    assert.equal(await dashboard.page.locator('.tile').count(), 50);
    assert.match(
      await dashboard.page.locator('.spread').innerText(),
      /^CPU from 30 % .* to 96 % \(pdf-worker-1\), uneven\.$/,
    );
  });
});
