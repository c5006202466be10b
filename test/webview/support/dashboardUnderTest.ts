import { dashboardKind } from '../../../src/editor/panel/dashboardKind.js';
import type { DashboardContract, DashboardLook } from '../../../src/protocol/dashboardContract.js';
import type { TableChange } from '../../../src/protocol/dashboardData.js';
import type { DashboardPage } from '../../../src/protocol/dashboardPage.js';
import type { DashboardView } from '../../../src/view/dashboard/dashboardOf.js';
import { ShippedPage, type OpenOptions } from './shippedPage.js';

/** The dashboard's page as it ships in a real browser, with the host's own checks behind it. */
export class DashboardUnderTest extends ShippedPage<DashboardContract> {
  static async open(options: OpenOptions = {}): Promise<DashboardUnderTest> {
    const dashboard = new DashboardUnderTest(await ShippedPage.newPage(), dashboardKind);
    const { page } = dashboard;
    await dashboard.load(
      { ready: dashboard.hear('ready'), look: dashboard.hear('look'), press: dashboard.hear('press') },
      options,
    );
    await page.bringToFront();
    return dashboard;
  }

  async show({ page, tables }: DashboardView, changes: Partial<DashboardLook> = {}): Promise<void> {
    const look = { stack: 'compose:shop', service: page.service, range: page.range, isTable: false, ...changes };
    await this.tell('show', { page, look, tables });
  }

  async change(page: DashboardPage, changes: Readonly<Record<string, TableChange>>): Promise<void> {
    await this.tell('change', { page, changes });
  }

  /** How long the page works on a message, laying it out and drawing it included, ms. */
  frameOf(name: string, content: unknown): Promise<number> {
    return this.page.evaluate(timeFrame, JSON.stringify({ name, content }));
  }

  /** How many pixels of a drawing are nearly of a colour, such as `rgb(204, 167, 0)`. */
  inked(selector: string, colour: string): Promise<number> {
    return this.page.locator(selector).first().evaluate(countInk, colour);
  }
}

async function timeFrame(message: string): Promise<number> {
  const data: unknown = JSON.parse(message);
  await new Promise((resolve) => requestAnimationFrame(resolve));
  const begun = performance.now();
  // At once, and not when the browser finds the time for it.
  window.dispatchEvent(new MessageEvent('message', { data }));
  document.body.getBoundingClientRect();
  // The charts draw themselves as soon as the script has ended.
  await new Promise((resolve) => queueMicrotask(() => queueMicrotask(() => resolve(undefined))));
  return performance.now() - begun;
}

function countInk(canvas: Element, colour: string): number {
  const wanted = (colour.match(/\d+/g) ?? []).map(Number);
  if (!(canvas instanceof HTMLCanvasElement)) return -1;
  const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
  let count = 0;
  for (let at = 0; at + 3 < data.length; at += 4) {
    const isNear = wanted.every((part, index) => Math.abs(part - (data[at + index] ?? 0)) < 40);
    if (isNear && (data[at + 3] ?? 0) > 120) count += 1;
  }
  return count;
}
