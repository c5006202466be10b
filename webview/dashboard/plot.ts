import uPlot from 'uplot';
import { drawBands, drawLast, drawMarks } from './behindPlot.js';
import { colours } from './colours.js';
import { clockText, figureText } from './figureText.js';
import type { Plotted } from './plotted.js';
import { PlotTip } from './plotTip.js';

const heightPx = 168;
const leastWidthPx = 120;
/** Further away than this a figure is not what is pointed at. */
const nearPx = 24;
/** Of the lines beside the first: apart by their strokes, not by colour. */
const dashes = [
  [6, 4],
  [2, 3],
  [10, 3, 2, 3],
  [1, 2],
];
const minuteMs = 60_000;
const timeSteps = [1, 2, 5, 10, 15, 20, 30].map((minutes) => minutes * minuteMs);

/** One chart in its place. Its lines may change their figures, never their number: that makes another chart. */
export class Plot {
  private readonly chart: uPlot;
  private readonly tip: PlotTip;

  constructor(
    private readonly place: HTMLElement,
    private plotted: Plotted,
  ) {
    this.chart = new uPlot(this.options(), this.data(), place);
    this.tip = new PlotTip(this.chart.over);
  }

  /** Whether it can show this. */
  fits({ part }: Plotted): boolean {
    const lines = this.plotted.part.lines;
    return lines.length === part.lines.length && lines.every(({ id }, index) => id === part.lines[index]?.id);
  }

  show(plotted: Plotted): void {
    this.plotted = plotted;
    this.resize();
    // Scales are set by their ranges, from what is shown now.
    this.chart.setData(this.data());
    this.followCursor();
  }

  resize(): void {
    const width = this.width();
    if (Math.abs(width - this.chart.width) >= 1) this.chart.setSize({ width, height: heightPx });
  }

  redraw(): void {
    this.chart.redraw(true, true);
  }

  end(): void {
    this.chart.destroy();
  }

  private width(): number {
    return Math.max(leastWidthPx, Math.floor(this.place.clientWidth));
  }

  /** Lines have times of their own; a time that a line does not have is no gap in it. */
  private data(): uPlot.AlignedData {
    const tables = this.plotted.tables.map(({ times, columns }): uPlot.AlignedData => [
      [...times],
      [...(columns[0] ?? [])],
    ]);
    const [first] = tables;
    return tables.length > 1 ? uPlot.join(tables) : (first ?? [[]]);
  }

  private options(): uPlot.Options {
    const font = (): string => `11px ${colours().font}`;
    return {
      width: this.width(),
      height: heightPx,
      ms: 1,
      padding: [8, 8, 0, 0],
      legend: { show: false },
      cursor: {
        y: false,
        drag: { x: false, y: false },
        sync: { key: 'dashboard' },
        hover: { prox: nearPx },
        points: { size: 6, fill: () => colours().background, stroke: () => colours().line },
      },
      scales: {
        x: { time: true, range: () => [this.plotted.span.from, this.plotted.span.to] },
        y: { range: () => [0, this.plotted.part.scale.max] },
      },
      series: [{}, ...this.plotted.part.lines.map((_, index) => this.series(index))],
      axes: [
        {
          stroke: () => colours().quiet,
          font: font(),
          size: 26,
          space: 64,
          incrs: timeSteps,
          grid: { show: false },
          ticks: { stroke: () => colours().grid, width: 1, size: 4 },
          values: (_, splits) => splits.map((at) => clockText(at, this.plotted.span.clockOffsetMs)),
        },
        {
          stroke: () => colours().quiet,
          font: font(),
          size: 54,
          splits: () => this.gridValues(),
          grid: { stroke: () => colours().grid, width: 1 },
          ticks: { show: false },
          values: (_, splits) => splits.map((value) => figureText(this.plotted.part.scale.format, value)),
        },
      ],
      hooks: {
        drawClear: [(chart) => drawBands(chart, this.plotted)],
        draw: [(chart) => drawMarks(chart, this.plotted), (chart) => drawLast(chart, this.plotted)],
        setCursor: [() => this.followCursor()],
      },
    };
  }

  private series(index: number): uPlot.Series {
    const isLeading = (): boolean => this.plotted.part.lines[index]?.leads ?? false;
    const dash = dashes[(index - 1) % dashes.length];
    return {
      stroke: () => (isLeading() ? colours().line : colours().quiet),
      width: index === 0 ? 1.75 : 1.25,
      ...(index === 0 || !dash ? {} : { dash }),
      spanGaps: false,
      points: { show: true, size: 4, fill: () => colours().line, filter: lonely },
    };
  }

  private gridValues(): number[] {
    const { max, step } = this.plotted.part.scale;
    return Array.from({ length: Math.round(max / step) + 1 }, (_, index) => index * step);
  }

  private followCursor(): void {
    // It is asked while it is made, too.
    (this.tip as PlotTip | undefined)?.follow(this.chart, this.plotted);
  }
}

/** A figure between two gaps has no line that would show it. */
function lonely(chart: uPlot, series: number): number[] {
  const found: number[] = [];
  let run: number[] = [];
  const end = (): void => {
    found.push(...(run.length === 1 ? run : []));
    run = [];
  };
  (chart.data[series] ?? []).forEach((value, index) => {
    if (value === null) end();
    else if (value !== undefined) run.push(index);
  });
  end();
  return found;
}
