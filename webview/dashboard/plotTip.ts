import type uPlot from 'uplot';
import { clockText, figureText } from './figureText.js';
import type { Plotted } from './plotted.js';

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

  follow(chart: uPlot, plotted: Plotted): void {
    const { left = -1 } = chart.cursor;
    // Charts follow each other's cursor; only the one under the mouse says what is there.
    this.box.hidden = left < 0 || !this.over.matches(':hover');
    if (this.box.hidden) return;
    const lines = [...figuresAt(chart, plotted), ...marksAt(left, this.over.clientWidth, plotted)];
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

function figuresAt({ data, cursor }: uPlot, { part, span }: Plotted): string[] {
  const found = part.lines.flatMap(({ title }, line) => {
    const index = cursor.idxs?.[line + 1];
    const [at, value] = index === null || index === undefined ? [] : [data[0][index], data[line + 1]?.[index]];
    if (at === undefined || value === null || value === undefined) return [];
    return [{ at, text: `${title} ${figureText(part.scale.format, value, true)}` }];
  });
  const [first] = found;
  return first ? [clockText(first.at, span.clockOffsetMs, true), ...found.map(({ text }) => text)] : [];
}

const marksAt = (left: number, width: number, { marks, span }: Plotted): string[] =>
  marks
    .filter(({ at }) => Math.abs(((at - span.from) / (span.to - span.from)) * width - left) <= nearPx)
    .map(({ text }) => text);
