import { emptyTable, type Table } from '../../src/protocol/dashboardData.js';
import type { DashboardPage } from '../../src/protocol/dashboardPage.js';
import { Plot } from './plot.js';
import type { Plotted } from './plotted.js';

/** The charts of a page in their places: made, told what is new, and ended with them. */
export class Plots {
  private readonly plots = new Map<Element, Plot>();
  private readonly sizes = new ResizeObserver((entries) => {
    for (const { target } of entries) this.plots.get(target)?.resize();
  });

  constructor(private readonly root: HTMLElement) {}

  show(page: DashboardPage, tables: ReadonlyMap<string, Table>, pointed: string): void {
    const places = new Map(
      [...this.root.querySelectorAll<HTMLElement>('[data-plot]')].map((place) => [place.dataset['plot'] ?? '', place]),
    );
    const inPlace = new Set<Element>(places.values());
    for (const place of [...this.plots.keys()]) if (!inPlace.has(place)) this.end(place);
    for (const part of page.charts) {
      const place = places.get(part.id);
      if (!place) continue;
      const shown = part.lines.map(({ id }) => tables.get(id) ?? emptyTable);
      this.showIn(place, { part, tables: shown, span: page.span, marks: page.marks, pointed });
    }
  }

  redraw(): void {
    for (const plot of this.plots.values()) plot.redraw();
  }

  private showIn(place: HTMLElement, plotted: Plotted): void {
    const known = this.plots.get(place);
    if (known?.fits(plotted)) return known.show(plotted);
    this.end(place);
    this.plots.set(place, new Plot(place, plotted));
    this.sizes.observe(place);
  }

  private end(place: Element): void {
    this.plots.get(place)?.end();
    this.plots.delete(place);
    this.sizes.unobserve(place);
  }
}
