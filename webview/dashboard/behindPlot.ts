import type uPlot from 'uplot';
import type { LinePart } from '../../src/protocol/dashboardPage.js';
import { colours } from './colours.js';
import type { Plotted } from './plot.js';

const bandOpacity = 0.1;
const dash = [4, 3];

/** Where the leading line would be a warning, and where critical, as a faint ground behind it. */
export function drawBands(chart: uPlot, { part }: Plotted): void {
  const { ctx, bbox } = chart;
  const lead = part.lines.find(({ leads }) => leads);
  if (!lead) return;
  const { isHighContrast, warning, critical } = colours();
  const ceiling = part.scale.max;
  const bands = [
    { from: lead.warning, to: lead.critical ?? ceiling, colour: warning },
    { from: lead.critical, to: ceiling, colour: critical },
  ];
  ctx.save();
  for (const { from, to, colour } of bands) {
    if (from === undefined || from >= ceiling) continue;
    const [bottom, top] = [chart.valToPos(from, 'y', true), chart.valToPos(Math.min(to, ceiling), 'y', true)];
    if (!isHighContrast) {
      ctx.globalAlpha = bandOpacity;
      ctx.fillStyle = colour;
      ctx.fillRect(bbox.left, top, bbox.width, bottom - top);
    }
    ctx.globalAlpha = isHighContrast ? 1 : 0.55;
    strokeLine(ctx, colour, [bbox.left, bottom, bbox.left + bbox.width, bottom], dash);
  }
  ctx.restore();
}

/** What was done, as thin lines across the chart with a flag on top. */
export function drawMarks(chart: uPlot, { marks, span, pointed }: Plotted): void {
  const { ctx, bbox } = chart;
  const ratio = devicePixelRatio;
  ctx.save();
  for (const { id, at } of marks) {
    if (at < span.from || at > span.to) continue;
    const x = Math.round(chart.valToPos(at, 'x', true));
    const isPointed = id === pointed;
    ctx.globalAlpha = isPointed ? 1 : 0.6;
    ctx.lineWidth = isPointed ? 2 * ratio : ratio;
    strokeLine(ctx, colours().line, [x, bbox.top, x, bbox.top + bbox.height], [], ctx.lineWidth);
    ctx.fillStyle = colours().line;
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x + 6 * ratio, bbox.top + 3 * ratio);
    ctx.lineTo(x, bbox.top + 6 * ratio);
    ctx.fill();
  }
  ctx.restore();
}

/** The newest figure of each line as a dot, in the colour of its level. */
export function drawLast(chart: uPlot, { part, tables, span }: Plotted): void {
  const { ctx } = chart;
  ctx.save();
  part.lines.forEach((line, index) => {
    const { times = [], columns = [] } = tables[index] ?? {};
    const [at, value] = [times.at(-1), columns[0]?.at(-1)];
    if (at === undefined || value === null || value === undefined || at < span.from) return;
    ctx.fillStyle = toneColour(line);
    ctx.beginPath();
    ctx.arc(
      chart.valToPos(at, 'x', true),
      chart.valToPos(value, 'y', true),
      (line.leads ? 3.5 : 2.5) * devicePixelRatio,
      0,
      2 * Math.PI,
    );
    ctx.fill();
  });
  ctx.restore();
}

function toneColour({ tone, leads }: LinePart): string {
  const { line, quiet, warning, critical } = colours();
  if (tone === 'fail') return critical;
  return tone === 'warning' ? warning : leads ? line : quiet;
}

function strokeLine(
  ctx: CanvasRenderingContext2D,
  colour: string,
  [x1, y1, x2, y2]: readonly [number, number, number, number],
  pattern: readonly number[],
  width = devicePixelRatio,
): void {
  ctx.strokeStyle = colour;
  ctx.lineWidth = width;
  ctx.setLineDash(pattern.map((part) => part * devicePixelRatio));
  ctx.beginPath();
  ctx.moveTo(x1, y1);
  ctx.lineTo(x2, y2);
  ctx.stroke();
  ctx.setLineDash([]);
}
