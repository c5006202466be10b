import type { Cell, Table } from '../../src/protocol/dashboardData.js';
import type { DashboardPage, ReplicaMetric } from '../../src/protocol/dashboardPage.js';
import { colours } from './colours.js';

/** Where a small chart goes: which metric, which replica, each by its place. */
export const sparkPlace = (metric: number, replica: number): string => `${metric} ${replica}`;

/** The small charts of the replicas: each a line on the scale of all, with the mean of all behind it. */
export class Sparks {
  private readonly sizes = new ResizeObserver(() => this.redraw());
  private readonly observed = new Set<Element>();
  private last: readonly [DashboardPage, ReadonlyMap<string, Table>] | undefined;

  constructor(private readonly root: HTMLElement) {}

  show(page: DashboardPage, tables: ReadonlyMap<string, Table>): void {
    this.last = [page, tables];
    const canvases = [...this.root.querySelectorAll<HTMLCanvasElement>('canvas[data-spark]')];
    this.observeFirst(canvases);
    // All are measured before any is drawn, so that the page is laid out once.
    const sized = canvases.map((canvas) => ({ canvas, width: canvas.clientWidth, height: canvas.clientHeight }));
    const means = page.replicas?.metrics.map(({ id }) => meanOf(tables.get(id))) ?? [];
    for (const { canvas, width, height } of sized) {
      const [metric = 0, replica = 0] = (canvas.dataset['spark'] ?? '').split(' ').map(Number);
      const part = page.replicas?.metrics[metric];
      const table = part && tables.get(part.id);
      if (!part || !table) continue;
      const ctx = prepared(canvas, width, height);
      if (ctx)
        drawSpark(ctx, {
          part,
          table,
          column: table.columns[replica] ?? [],
          mean: means[metric] ?? [],
          page,
          width,
          height,
        });
    }
  }

  redraw(): void {
    if (this.last) this.show(...this.last);
  }

  /** All are as wide as the first of them. */
  private observeFirst([first]: readonly Element[]): void {
    if (first && this.observed.has(first)) return;
    this.sizes.disconnect();
    this.observed.clear();
    if (!first) return;
    this.observed.add(first);
    this.sizes.observe(first);
  }
}

interface Spark {
  readonly part: ReplicaMetric;
  readonly table: Table;
  readonly column: readonly Cell[];
  readonly mean: readonly Cell[];
  readonly page: DashboardPage;
  readonly width: number;
  readonly height: number;
}

/** Empty, at the resolution of the screen. */
function prepared(canvas: HTMLCanvasElement, width: number, height: number): CanvasRenderingContext2D | undefined {
  const ctx = canvas.getContext('2d');
  if (!ctx || width === 0) return undefined;
  const ratio = devicePixelRatio;
  const [wide, high] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== wide) canvas.width = wide;
  if (canvas.height !== high) canvas.height = high;
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  ctx.clearRect(0, 0, width, height);
  return ctx;
}

function drawSpark(ctx: CanvasRenderingContext2D, { part, table, column, mean, page, width, height }: Spark): void {
  const { line, quiet, grid, warning, critical, isHighContrast } = colours();
  const { from, to } = page.span;
  const y = (value: number): number => height - 1 - (value / part.max) * (height - 2);
  const xs = table.times.map((at) => ((at - from) / (to - from)) * width);
  const bounds = [
    { at: part.warning, colour: warning },
    { at: part.critical, colour: critical },
  ];
  ctx.lineWidth = 1;
  stroke(ctx, [0, width], [0, 0], y, { colour: grid });
  for (const { at, colour } of bounds)
    if (at !== undefined && at < part.max)
      drawBound(ctx, { top: y(part.max), at: y(at), width }, colour, isHighContrast);
  stroke(ctx, xs, mean, y, { colour: quiet, dash: [1, 2], opacity: isHighContrast ? 1 : 0.7 });
  fillBelow(ctx, xs, column, y, line);
  ctx.lineWidth = 1.4;
  stroke(ctx, xs, column, y, { colour: line });
}

/** From a bound up: a faint ground, or a dashed line where that would not be seen. */
function drawBound(
  ctx: CanvasRenderingContext2D,
  { top, at, width }: { readonly top: number; readonly at: number; readonly width: number },
  colour: string,
  isHighContrast: boolean,
): void {
  if (isHighContrast) return stroke(ctx, [0, width], [at, at], (value) => value, { colour, dash: [2, 3] });
  ctx.fillStyle = colour;
  ctx.globalAlpha = 0.13;
  ctx.fillRect(0, top, width, at - top);
  ctx.globalAlpha = 1;
}

/** How much there is of it, to be seen from afar. */
function fillBelow(
  ctx: CanvasRenderingContext2D,
  xs: readonly number[],
  values: readonly Cell[],
  y: (value: number) => number,
  colour: string,
): void {
  ctx.fillStyle = colour;
  ctx.globalAlpha = 0.14;
  ctx.beginPath();
  let last: number | undefined;
  values.forEach((value, index) => {
    const x = xs[index] ?? 0;
    if (value === null) {
      if (last !== undefined) ctx.lineTo(last, y(0));
      last = undefined;
      return;
    }
    if (last === undefined) ctx.moveTo(x, y(0));
    ctx.lineTo(x, y(value));
    last = x;
  });
  if (last !== undefined) ctx.lineTo(last, y(0));
  ctx.fill();
  ctx.globalAlpha = 1;
}

function stroke(
  ctx: CanvasRenderingContext2D,
  xs: readonly number[],
  values: readonly Cell[],
  y: (value: number) => number,
  { colour, dash = [], opacity = 1 }: { readonly colour: string; readonly dash?: number[]; readonly opacity?: number },
): void {
  ctx.strokeStyle = colour;
  ctx.globalAlpha = opacity;
  ctx.setLineDash(dash);
  ctx.beginPath();
  let isDown = false;
  values.forEach((value, index) => {
    const x = xs[index] ?? 0;
    if (value !== null && isDown) ctx.lineTo(x, y(value));
    else if (value !== null) ctx.moveTo(x, y(value));
    isDown = value !== null;
  });
  ctx.stroke();
  ctx.globalAlpha = 1;
}

/** Of those that are known at each time. */
function meanOf(table: Table | undefined): readonly Cell[] {
  if (!table || table.columns.length < 2) return [];
  return table.times.map((_, index) => {
    let [sum, count] = [0, 0];
    for (const column of table.columns) {
      const value = column[index];
      if (value === null || value === undefined) continue;
      sum += value;
      count += 1;
    }
    return count === 0 ? null : sum / count;
  });
}
