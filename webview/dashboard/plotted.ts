import type { Table } from '../../src/protocol/dashboardData.js';
import type { ChartPart, MarkPart, TimeSpan } from '../../src/protocol/dashboardPage.js';

/** What a chart shows. */
export interface Plotted {
  readonly part: ChartPart;
  /** One for each line. */
  readonly tables: readonly Table[];
  readonly span: TimeSpan;
  readonly marks: readonly MarkPart[];
  /** The mark that a person points at elsewhere. */
  readonly pointed: string;
}
