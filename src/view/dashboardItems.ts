import type { Dashboard } from '../core/runbook/runbook.js';
import { oneLine, safeUrl } from './markdown.js';

/** One of the runbook's dashboards, to choose and to open. */
export interface DashboardItem {
  readonly label: string;
  readonly description: string;
  /** Of http or https. */
  readonly url: string;
}

/** Those that lead to a page of the web: any other address is left out. */
export const dashboardItems = (dashboards: readonly Dashboard[]): readonly DashboardItem[] =>
  dashboards.flatMap(({ title, url }) =>
    /^https?:\/\/[^\s/]/i.test(url)
      ? [{ label: oneLine(title) || safeUrl(url), description: safeUrl(url), url: safeUrl(url) }]
      : [],
  );
