import type { FigureFormat } from '../../src/protocol/dashboardPage.js';

/** `75 %`, `0.5 s`: a figure of the grid, or with `fine` a single one. */
export const figureText = ({ per, decimals, fine, suffix }: FigureFormat, value: number, isFine = false): string =>
  `${(value / per).toFixed(isFine ? fine : decimals)}${suffix}`;

/** `14:02`, or with seconds `14:02:05`, as the host's clock shows it. */
export const clockText = (at: number, offsetMs: number, withSeconds = false): string =>
  new Date(at + offsetMs).toISOString().slice(11, withSeconds ? 19 : 16);
