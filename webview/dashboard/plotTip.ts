import type uPlot from 'uplot';
import { clockText, figureText } from './figureText.js';
import type { Plotted } from './plot.js';

/** So near to a mark its label shows. */
const nearPx = 7;

/** What was at the moment that the mouse points at, beside it. The same stands in the table, so that a reader is not told. */
export class PlotTip {
  private readonly box = document.createElement('div');

  constructor(private readonly over: HTMLElement) {
    this.box.className = 'tip';
    this.box.hidden = true;
    this.box.setAttribute('aria-hidden', 'true');
    over.append(this.box);
    over.addEventListener('pointerleave', () => (this.box.hidden = true));
  }

  follow({ cursor, data }: uPlot, plotted: Plotted): void {
    const { left = -1, idx } = cursor;
    // Charts follow each other's cursor; only the one under the mouse says what is there.
    this.box.hidden = left < 0 || !this.over.matches(':hover');
    if (this.box.hidden) return;
    const lines = [...figuresAt(data, idx, plotted), ...marksAt(left, this.over.clientWidth, plotted)];
    this.box.replaceChildren(
      ...lines.map((text) => {
        const line = document.createElement('div');
        line.textContent = text;
        return line;
      }),
    );
    this.box.hidden = lines.length === 0;
    const isRight = left > this.over.clientWidth / 2;
    this.box.style.left = isRight ? '' : `${left + 12}px`;
    this.box.style.right = isRight ? `${this.over.clientWidth - left + 12}px` : '';
  }
}

function figuresAt(data: uPlot.AlignedData, index: number | null | undefined, { part, span }: Plotted): string[] {
  const at = index === null || index === undefined ? undefined : data[0][index];
  if (at === undefined) return [];
  const figures = part.lines.flatMap(({ title }, line) => {
    const value = known(data[line + 1], index ?? 0);
    return value === undefined ? [] : [`${title} ${figureText(part.scale.format, value, true)}`];
  });
  return figures.length === 0 ? [] : [clockText(at, span.clockOffsetMs, true), ...figures];
}

/** Lines that are read at other times than this one have their figure a moment before. */
function known(values: uPlot.AlignedData[number] | undefined, index: number): number | undefined {
  for (let at = index; at >= Math.max(0, index - 3); at -= 1) {
    const value = values?.[at];
    if (value !== undefined) return value ?? undefined;
  }
  return undefined;
}

const marksAt = (left: number, width: number, { marks, span }: Plotted): string[] =>
  marks
    .filter(({ at }) => Math.abs(((at - span.from) / (span.to - span.from)) * width - left) <= nearPx)
    .map(({ text }) => text);
