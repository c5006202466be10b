import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import type { ReplicaMoment } from '../../../src/core/dashboard/past.js';
import { changeOf, emptyTable } from '../../../src/protocol/dashboardData.js';
import { dashboardOf, type DashboardView } from '../../../src/view/dashboard/dashboardOf.js';
import { busyPast, busyState, sightOf } from '../../unit/support/dashboards.js';
import { now } from '../../unit/support/stacks.js';
import { closeBrowser } from '../support/browser.js';
import { DashboardUnderTest } from '../support/dashboardUnderTest.js';

const seconds = 40;

/** Fifty workers with an hour behind them, so many readings later. */
function later(readings: number): DashboardView {
  const at = now + readings * 5000;
  const ofReplica = (id: string): readonly ReplicaMoment[] => [
    ...busyPast.ofReplica(id),
    ...Array.from({ length: readings }, (_, index) => ({
      at: now + (index + 1) * 5000,
      cpuPercent: 20 + ((index * 7) % 60),
      memoryPercent: 40,
    })),
  ];
  return dashboardOf(sightOf({ state: busyState(50), past: { ...busyPast, ofReplica }, range: 'hour', now: at }));
}

/** Fifty replicas, an hour, everything new in every message: how long it takes is written down, and what has to be true of it is asserted. */
describe('a dashboard of fifty replicas', () => {
  let dashboard: DashboardUnderTest;
  before(async () => {
    dashboard = await DashboardUnderTest.open();
  });
  after(async () => {
    await dashboard.close();
    await closeBrowser();
  });

  it('is told of what is new alone, and draws it in a frame', async () => {
    await dashboard.begin({ width: 1400, height: 1000 });
    const views = Array.from({ length: seconds }, (_, index) => later(index));
    const [first, ...rest] = views;
    assert.ok(first);
    const whole = {
      page: first.page,
      tables: first.tables,
      look: { stack: 's', service: '', range: 'hour', isTable: false },
    };
    const changes = rest.map((view, index) => ({
      page: view.page,
      changes: Object.fromEntries(
        Object.entries(view.tables).flatMap(([id, table]) => {
          const change = changeOf(views[index]?.tables[id] ?? emptyTable, table);
          return change ? [[id, change]] : [];
        }),
      ),
    }));
    const firstMs = await dashboard.frameOf('show', whole);
    const frames: number[] = [];
    for (const change of changes) frames.push(await dashboard.frameOf('change', change));
    frames.sort((a, b) => a - b);
    const bytes = (value: unknown): number => JSON.stringify(value).length;
    const measured = {
      replicas: 50,
      range: 'hour',
      firstMs,
      medianFrameMs: frames[Math.floor(frames.length / 2)],
      slowestFrameMs: frames.at(-1),
      firstBytes: bytes(whole),
      changeBytes: Math.max(...changes.map(bytes)),
      ofTheseFigures: Math.max(...changes.map((change) => bytes(change.changes))),
    };
    mkdirSync('dist', { recursive: true });
    writeFileSync('dist/dashboard-frames.json', `${JSON.stringify(measured, undefined, 2)}\n`);
    assert.ok(measured.ofTheseFigures < measured.firstBytes / 20, JSON.stringify(measured));
    assert.equal(await dashboard.page.locator('canvas.spark').count(), 100);
    assert.deepEqual(await dashboard.page.locator('.plot canvas').count(), 4);
    assert.deepEqual([dashboard.errors, dashboard.strayed], [[], []]);
  });
});
