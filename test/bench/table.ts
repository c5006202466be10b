import type { Comparison, Growth, Report } from './report.js';
import { median } from './samples.js';

/** What has been measured, as text. */
export function tableOf({ comparisons, growth, bundleBytes }: Report): string {
  const bundles = Object.entries(bundleBytes).map(([name, bytes]) => [name, `${bytes} bytes`]);
  return [
    comparisons.length > 0 &&
      aligned([['what', 'ours ms', 'instead ms', 'instead/ours', 'instead'], ...comparisons.map(comparisonRow)]),
    growth.length > 0 &&
      aligned([['replicas', 'full list µs', 'one event µs', 'tree rows µs', 'µs a replica'], ...growthRows(growth)]),
    bundles.length > 0 && aligned([['bundle as shipped', 'size'], ...bundles]),
  ]
    .filter((part) => part !== false)
    .join('\n\n');
}

const comparisonRow = ({ what, oursMs, insteadMs, instead }: Comparison): string[] => [
  what,
  spread(oursMs),
  spread(insteadMs),
  `${figure(median(insteadMs) / median(oursMs))}×`,
  instead,
];

/** The last row tells how much more the largest costs than the smallest. */
function growthRows(growth: readonly Growth[]): string[][] {
  const numbers = growth.map(({ replicas, fullListUs, oneEventUs, treeRowsUs }) => {
    const costs = [fullListUs, oneEventUs, treeRowsUs].map(median);
    return [replicas, ...costs, costs.reduce((sum, cost) => sum + cost, 0) / replicas];
  });
  const [least = [], most = []] = [numbers[0], numbers.at(-1)];
  const factors = most.map((cost, column) => `×${figure(cost / (least[column] ?? NaN))}`);
  return [...numbers.map((row) => row.map((cost, column) => (column === 0 ? `${cost}` : figure(cost)))), factors];
}

const spread = (samples: readonly number[]): string =>
  `${figure(median(samples))} [${figure(Math.min(...samples))}-${figure(Math.max(...samples))}]`;

const figure = (value: number): string => value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0);

function aligned(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
